import { ara } from './ara.js';
import { eng, type PageWords } from './eng.js';
import { fra } from './fra.js';
import { spa } from './spa.js';

const WORDS: Record<string, PageWords> = { ara, eng, fra, spa };

/** The program's own words on a page, and the language that they are in. */
export interface ChosenWords {
  words: PageWords;
  languageId: string;
}

/** The words in a language, in English where there are none in it. */
export function pageWords(languageId: string): ChosenWords {
  const words = Object.hasOwn(WORDS, languageId) ? WORDS[languageId] : undefined;
  return words ? { words, languageId } : { words: eng, languageId: 'eng' };
}

/** Languages that the program has words in. */
export const WORDS_LANGUAGES = Object.keys(WORDS);
