import { type Knex } from 'knex';
import { dialectOf } from '../connection/dialect.js';

/**
 * Creates a table with its indexes, unique keys and foreign keys unless it is there already. DDL cannot be rolled back
 * on every database, so a migration must bear being run again after a crash in its middle; this step is all or nothing.
 */
export async function createTableOnce(
  trx: Knex,
  name: string,
  build: (t: Knex.CreateTableBuilder) => void,
): Promise<void> {
  await dialectOf(trx).createTableOnce(trx, name, build);
}
