import { endOfDay } from '../../../engine/calendar.js';
import { type FieldType } from '../../../engine/fields/field-type.js';
import { languageOf } from '../../../engine/languages/languages.js';
import { textIn } from '../../../engine/position/texts.js';

/** Writes the value of a custom field for readers: the caption of a choice, yes or no, a day in words. */
export function fieldText(
  type: FieldType | undefined,
  value: string,
  [languageId, ...others]: readonly [string, ...string[]],
): string {
  const { report: words, tag } = languageOf(languageId);
  if (type?.kind === 'choice') {
    const choice = type.choices.find((one) => one.value === value);
    return (choice && textIn(choice.caption, languageId, ...others)) || value;
  }
  if (type?.kind === 'checkbox') {
    if (value === 'true') return words.yes;
    return value === 'false' || value === '' ? words.no : value;
  }
  if (type?.kind !== 'date' || endOfDay(value) === undefined) return value;
  const days = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' });
  return days.format(Date.parse(`${value}T00:00:00Z`));
}
