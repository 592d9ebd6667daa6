import { type Knex } from 'knex';
import { dialectOf, type SelectOptions } from './dialect.js';

/** An exact integer in any form that a driver returns. `String` of an id and `Number` of an instant are exact too. */
export type Integer = bigint | number | string;

/** Runs one SELECT given as text. It is for frequent queries, where building the query costs more than running it. */
export async function selectRows<Row>(db: Knex, sql: string, bindings: Knex.RawBinding[]): Promise<Row[]> {
  const rows = db.isTransaction ? undefined : dialectOf(db).select?.(db, sql, bindings);
  return (await (rows ?? db.raw(sql, bindings))) as Row[];
}

/**
 * As `selectRows`, but each row is an array in the order of the columns. It is for pages, where making objects of the
 * rows took as long as reading them. Integers come as `Integer`. With `keep` nobody may change the rows.
 */
export async function selectTuples<Tuple extends unknown[]>(
  db: Knex,
  sql: string,
  bindings: Knex.RawBinding[],
  options: Pick<SelectOptions, 'keep' | 'signal'> = {},
): Promise<Tuple[]> {
  const tuples = db.isTransaction
    ? undefined
    : dialectOf(db).select?.(db, sql, bindings, { ...options, asTuples: true });
  if (tuples) return (await tuples) as Tuple[];
  const rows: unknown = await db.raw(sql, bindings).options({ rowsAsArray: true });
  return (rows as object[]).map((row) => (Array.isArray(row) ? row : Object.values(row)) as Tuple);
}
