import { LANGUAGE_TAGS } from './language-tags.js';
import { LANGUAGE_IDS, spokenLanguage } from './languages.js';

const ID_BY_TAG: ReadonlyMap<string, string> = new Map([
  ...Object.entries(LANGUAGE_TAGS).map(([id, tag]) => [tag.toLowerCase(), id] as const),
  ...LANGUAGE_IDS.map((id) => [spokenLanguage(id)!.tag.toLowerCase(), id] as const),
]);

/**
 * The language id that somebody means who wrote `en`, `en-GB`, `pt_BR` or `ENG`. Undefined for a text that is no
 * language known here.
 */
export function languageIdFor(text: string): string | undefined {
  const tag = text.toLowerCase().replaceAll('_', '-');
  const primary = tag.split('-')[0]!;
  const known = [...ID_BY_TAG.values()].includes(tag) ? tag : undefined;
  return known ?? ID_BY_TAG.get(tag) ?? ID_BY_TAG.get(primary);
}
