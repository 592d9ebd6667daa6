import { type Report } from './fault-report.js';
import { isJsonObject } from '../json-object.js';
import { type Texts } from './position.js';
import { type PositionDocument } from './position-document.js';

/** The keys of the format whose value is texts by language. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['introduction', 'caption', 'text', 'red', 'yellow', 'green']);

/**
 * Reports each text of a position file that is in none of the position's languages, or else lacks one of them. The
 * captions of custom fields are not checked, because they are older than this rule.
 */
export function checkPositionTexts({ custom_fields: _, ...document }: PositionDocument, report: Report): void {
  const languages = new Set(document.languages);
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index]);
    if (!isJsonObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      // A scale may have one of these names, but it is a list.
      if (TEXT_KEYS.has(key) && isJsonObject(item)) checkTexts(item as Texts, languages, report, [...path, key]);
      else walk(item, [...path, key]);
    }
  };
  walk(document, []);
}

function checkTexts(texts: Texts, languages: ReadonlySet<string>, report: Report, path: (string | number)[]): void {
  const foreign = Object.keys(texts).filter((language) => !languages.has(language));
  for (const language of foreign) report('is none of the languages of the position', ...path, language);
  const missing = [...languages].filter((language) => !Object.hasOwn(texts, language));
  // A text under a wrong language is most likely the one that seems to be missing.
  if (foreign.length === 0 && missing.length > 0) report(`must have a text in ${missing.join(', ')}`, ...path);
}
