import { ara } from './ara.js';
import { eng, type Language } from './eng.js';
import { fra } from './fra.js';
import { spa } from './spa.js';

/** The list of all languages of the program, English first, by the ids of the contract, section 6. */
const LANGUAGES: Record<string, Language> = { eng, fra, spa, ara };

/** A language of the program with its id. */
export interface SpokenLanguage extends Language {
  languageId: string;
}

const SPOKEN = new Map(
  Object.entries(LANGUAGES).map(([languageId, language]): [string, SpokenLanguage] => [
    languageId,
    { ...language, languageId },
  ]),
);

/** The ids of the languages of the program, English first. */
export const LANGUAGE_IDS: readonly string[] = [...SPOKEN.keys()];

/** The language of that id. Undefined when the program does not have it. */
export function spokenLanguage(languageId: string): SpokenLanguage | undefined {
  return SPOKEN.get(languageId);
}

/** The language of that id, or English when the program does not have it. */
export function languageOf(languageId: string): SpokenLanguage {
  return SPOKEN.get(languageId) ?? { ...eng, languageId: 'eng' };
}
