import { type Knex } from 'knex';

/** Runs one SELECT given as text, for hot paths where building the query costs more than running it. */
export async function selectRows<Row>(db: Knex, sql: string, bindings: Knex.RawBinding[]): Promise<Row[]> {
  return (await db.raw(sql, bindings)) as Row[];
}
