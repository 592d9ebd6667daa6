import { ara } from './ara.js';
import { eng, type Language } from './eng.js';
import { fra } from './fra.js';
import { spa } from './spa.js';

/** The one list of the languages that the program speaks, English first, by the ids of the contract, section 6. */
const LANGUAGES: Record<string, Language> = { eng, fra, spa, ara };

/** A language that the program speaks, and its id. */
export interface SpokenLanguage extends Language {
  languageId: string;
}

const SPOKEN = new Map(
  Object.entries(LANGUAGES).map(([languageId, language]): [string, SpokenLanguage] => [
    languageId,
    { ...language, languageId },
  ]),
);

/** The ids of the languages that the program speaks, English first. */
export const LANGUAGE_IDS: readonly string[] = [...SPOKEN.keys()];

/** The language of that id; undefined for one that the program does not speak. */
export function spokenLanguage(languageId: string): SpokenLanguage | undefined {
  return SPOKEN.get(languageId);
}

/** The language of that id, English in place of one that the program does not speak. */
export function languageOf(languageId: string): SpokenLanguage {
  return SPOKEN.get(languageId) ?? { ...eng, languageId: 'eng' };
}
