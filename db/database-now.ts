import { type Knex } from 'knex';
import { dialectOf } from './connection/dialect.js';

/** The instant that the database's own clock shows, ms. */
export async function databaseNow(db: Knex): Promise<number> {
  const [row] = await db.raw<{ now: number }[]>(`select ${dialectOf(db).nowMs} as now`);
  return row!.now;
}
