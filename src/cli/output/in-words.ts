import { databaseWords } from './database-words.js';
import { refused } from './refused.js';

/** Does what can only go wrong for reasons that are the operator's to mend: configuration, first contact. */
export async function inWords<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refused(databaseWords(error));
  }
}
