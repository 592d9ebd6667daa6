import { type Knex } from 'knex';
import { dialectOf } from './dialect.js';

/**
 * How long a statement on a database server may take until its answer, ms. Decision 0021 has the reasons. Work on more
 * rows than a request needs asks for one of the longer limits, by `connect` or by `raiseStatementLimit`.
 */
export const STATEMENT_LIMITS = {
  /** This is longer than the wait for a row's lock, because the end of that wait is an answer. */
  usual: 8_000,
  /** For imports, made-up data and erasing. */
  large: 60_000,
  /** For an index on a table of many millions of rows. */
  migration: 3_600_000,
} as const;

export type StatementLimit = keyof typeof STATEMENT_LIMITS;

/** Sets that limit for each later statement of the transaction. */
export async function raiseStatementLimit(trx: Knex.Transaction, limit: StatementLimit): Promise<void> {
  await dialectOf(trx).raiseStatementLimit(trx, STATEMENT_LIMITS[limit]);
}
