import { databaseWords } from './database-words.js';
import { refused } from './refused.js';

/**
 * Does work that fails only for reasons that the operator can mend: the configuration or the first contact. Such an
 * error becomes a refusal in words.
 */
export async function inWords<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refused(databaseWords(error));
  }
}
