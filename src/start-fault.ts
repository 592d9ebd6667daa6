import { codeOf, isPoolTimeout } from '../db/connection/dialect.js';
import { dialectFor } from '../db/connection/connect.js';
import { databaseWords } from './cli/output/database-words.js';

/**
 * Gives the error to show for an error at the first contact with the database. An error of a driver (the database
 * cannot be reached or refuses the sign-in) is shown with the setting to look at, without its password. An error with
 * words of our own stays as it is.
 */
export function startFault(error: unknown, databaseUrl: string): unknown {
  if (codeOf(error).code === '' && !isPoolTimeout(error)) return error;
  return new Error(`DATABASE_URL ${dialectFor(databaseUrl).describe(databaseUrl)}: ${databaseWords(error)}`);
}
