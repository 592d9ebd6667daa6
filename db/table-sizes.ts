import { type Knex } from 'knex';
import { dialectOf } from './connection/dialect.js';

export interface TableSize {
  name: string;
  /** Counted no further than `COUNTED_AT_MOST`. */
  rows: number;
}

/** No table is counted further, because reading millions of rows would take too long. */
export const COUNTED_AT_MOST = 100_000;

/** The tables by their number of rows, the largest first. */
export async function tableSizes(db: Knex): Promise<TableSize[]> {
  const sizes: TableSize[] = [];
  for (const { name } of await dialectOf(db).tables(db)) {
    const [row] = await db.raw<{ seen: number }[]>(
      `select count(*) as seen from (select 1 from ?? limit ${COUNTED_AT_MOST}) some`,
      [name],
    );
    sizes.push({ name, rows: row!.seen });
  }
  return sizes.sort((one, other) => other.rows - one.rows);
}
