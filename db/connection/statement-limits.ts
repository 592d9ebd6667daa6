import { type Knex } from 'knex';
import { dialectOf } from './dialect.js';

/**
 * How long a statement on a database server may be without its answer, ms; decision 0021 has the reasons. What works on
 * more rows than a request does asks for one of the longer ones, by `connect` or by `raiseStatementLimit`.
 */
export const STATEMENT_LIMITS = {
  /** Above the wait for a row's lock, whose end is an answer. */
  usual: 8_000,
  /** Imports, made-up data, erasing. */
  large: 60_000,
  /** An index on a table of many millions of rows. */
  migration: 3_600_000,
} as const;

export type StatementLimit = keyof typeof STATEMENT_LIMITS;

/** From here to its end each statement of the transaction has that limit. */
export async function raiseStatementLimit(trx: Knex.Transaction, limit: StatementLimit): Promise<void> {
  await dialectOf(trx).raiseStatementLimit(trx, STATEMENT_LIMITS[limit]);
}
