import { type Knex } from 'knex';
import { dialectOf } from './dialect.js';

/** Runs one SELECT given as text, for hot paths where building the query costs more than running it. */
export async function selectRows<Row>(db: Knex, sql: string, bindings: Knex.RawBinding[]): Promise<Row[]> {
  const rows = db.isTransaction ? undefined : dialectOf(db).select?.(db, sql, bindings);
  return (rows ?? (await db.raw(sql, bindings))) as Row[];
}
