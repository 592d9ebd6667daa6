import { type Knex } from 'knex';
import { dialectOf } from '../../db/connection/dialect.js';

/**
 * Tells whether an error means that the database is unavailable or too busy, so that the same request may succeed
 * later.
 */
export function isPassing(db: Knex, error: unknown): boolean {
  const dialect = dialectOf(db);
  return dialect.isUnavailable(error) || dialect.isRetryable(error);
}
