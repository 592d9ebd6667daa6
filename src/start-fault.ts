import { codeOf, isPoolTimeout } from '../db/connection/dialect.js';
import { dialectFor } from '../db/connection/connect.js';
import { databaseWords } from './cli/output/database-words.js';

/**
 * What to say of an error at the first contact with the database. What came from a driver (it cannot be reached, it
 * refuses the sign-in) is told with the setting to look at, its password left out; what has words of our own stays as
 * it is.
 */
export function startFault(error: unknown, databaseUrl: string): unknown {
  if (codeOf(error).code === '' && !isPoolTimeout(error)) return error;
  return new Error(`DATABASE_URL ${dialectFor(databaseUrl).describe(databaseUrl)}: ${databaseWords(error)}`);
}
