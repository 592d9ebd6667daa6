import { ara } from './ara.js';
import { eng } from './eng.js';
import { fra } from './fra.js';
import { type InvitationWords } from './invitation.js';
import { spa } from './spa.js';

const WORDS = new Map<string, InvitationWords>(Object.entries({ eng, fra, spa, ara }));

/** The words of the language; English for one that there are none for. */
export function wordsIn(languageId: string): InvitationWords {
  return WORDS.get(languageId) ?? eng;
}
