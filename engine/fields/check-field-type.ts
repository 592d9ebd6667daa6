import { endOfDay } from '../calendar.js';
import { type FieldTypeDocument } from './field-type-document.js';

/** A fault and the path to it within the field. */
export type TypeFault = [detail: string, ...path: (string | number)[]];

// Which keys a type takes besides those that every field has.
const LIMITS: Record<NonNullable<FieldTypeDocument['type']>, (keyof FieldTypeDocument)[]> = {
  text: ['max_length'],
  number: ['min', 'max', 'decimals'],
  date: ['min', 'max'],
  choice: ['choices'],
  checkbox: [],
  phone: [],
  email: [],
};
const KEYS = [...new Set(Object.values(LIMITS).flat())];

/** The faults of the type of a custom field and of its limits, as far as a schema cannot express them. */
export function checkFieldType(field: FieldTypeDocument): TypeFault[] {
  const { type = 'text', choices, min, max } = field;
  const taken = LIMITS[type];
  const foreign = KEYS.filter((key) => field[key] !== undefined && !taken.includes(key));
  if (foreign.length > 0) {
    return foreign.map((key) => [`belongs to a field of type ${typesWith(key)}, and this one is of type ${type}`, key]);
  }
  if (type === 'choice')
    return choices === undefined ? [['must have choices, because it is of type choice']] : repeated(choices);
  const bounds = [
    ['min', min],
    ['max', max],
  ] as const;
  const faults = bounds.flatMap(([key, bound]): TypeFault[] => {
    const detail = bound === undefined ? undefined : boundFault(type, bound);
    return detail === undefined ? [] : [[detail, key]];
  });
  if (faults.length > 0 || min === undefined || max === undefined) return faults;
  return min > max ? [['must not be below min', 'max']] : [];
}

const typesWith = (key: keyof FieldTypeDocument): string =>
  Object.entries(LIMITS)
    .filter(([, keys]) => keys.includes(key))
    .map(([type]) => type)
    .join(' or ');

function boundFault(type: string, bound: number | string): string | undefined {
  if (type === 'number') return typeof bound === 'number' ? undefined : 'must be a number, because the field is one';
  const isDay = typeof bound === 'string' && endOfDay(bound) !== undefined;
  return isDay ? undefined : 'must be a day, "YYYY-MM-DD" in quotes, because the field is one';
}

function repeated(choices: NonNullable<FieldTypeDocument['choices']>): TypeFault[] {
  const values = choices.map(({ value }) => value);
  return values.flatMap((value, index): TypeFault[] =>
    values.indexOf(value) < index ? [['must not be given twice', 'choices', index, 'value']] : [],
  );
}
