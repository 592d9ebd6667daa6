import { type Knex } from 'knex';
import { dialectOf } from '../connection/dialect.js';

/**
 * Creates a table with its indexes, unique keys and foreign keys unless it exists already. Some databases cannot roll
 * DDL back, so it must be possible to run a migration again after a crash in its middle. This step is done completely
 * or not at all.
 */
export async function createTableOnce(
  trx: Knex,
  name: string,
  build: (t: Knex.CreateTableBuilder) => void,
): Promise<void> {
  await dialectOf(trx).createTableOnce(trx, name, build);
}
