import { type Knex } from 'knex';

/** The least instant (ms) in that column of a table; undefined without rows. An index must begin with the column. */
export async function oldestOf(db: Knex, table: string, column: string): Promise<number | undefined> {
  const [row] = (await db(table).min({ least: column })) as { least: number | null }[];
  return row?.least ?? undefined;
}
