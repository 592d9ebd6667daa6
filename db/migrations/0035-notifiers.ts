import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/** The notifiers that live, and the channels that they send on. They share the accounts by it. */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'notifiers', (t) => {
    t.smallint('channel').notNullable();
    t.string('id', 32).notNullable();
    t.bigInteger('until_ms').notNullable();
    t.primary(['channel', 'id']);
  });
}
