import { type Knex } from 'knex';
import { dialectOf } from './dialect.js';
import { writeStatement } from './transaction.js';

// A deletion of very many rows holds up other writers, and is one large write set that the nodes of a cluster apply.
const BATCH = 1000;

/**
 * Deletes rows whose `column` (an instant, ms) is before that instant: the oldest, 1,000 at most. Answers how many.
 * Call it again while it answers more than 0. An index must begin with the column.
 */
export async function deleteOldest(db: Knex, table: string, column: string, before: number): Promise<number> {
  const sql = dialectOf(db).deleteLeast(table, column, BATCH);
  const { affectedRows } = await writeStatement(db, (to) => to.raw<{ affectedRows: number }>(sql, [before]));
  return affectedRows;
}
