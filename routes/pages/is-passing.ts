import { type Knex } from 'knex';
import { dialectOf } from '../../db/connection/dialect.js';

/** Whether an error says that the database is away or too busy: the same request may succeed later. */
export function isPassing(db: Knex, error: unknown): boolean {
  const dialect = dialectOf(db);
  return dialect.isUnavailable(error) || dialect.isRetryable(error);
}
