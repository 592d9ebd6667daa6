import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * How much of each quota was used in the window of time that ends at `ends_ms`. The end of the window comes first in
 * the key, so that windows that are over are one range to delete.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'quota_counts', (t) => {
    t.bigInteger('ends_ms').notNullable();
    t.string('quota', 32).notNullable();
    t.string('holder', 64).notNullable();
    t.integer('used').notNullable();
    t.primary(['ends_ms', 'quota', 'holder']);
  });
}
