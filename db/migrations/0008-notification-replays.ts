import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * Jobs that send many notifications again. `states` are the numbers of the states that are still to be read. The first
 * of them continues from the place `at_created_ms`, `at_notification_id`, so that a crash loses no more than the
 * current batch.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'notification_replays', (t) => {
    t.bigIncrements('id');
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.string('user_name', 190).notNullable();
    t.string('states', 32).notNullable();
    t.bigInteger('since_ms').notNullable();
    t.bigInteger('until_ms').notNullable();
    t.bigInteger('at_created_ms').notNullable();
    t.bigInteger('at_notification_id').unsigned().notNullable();
    t.bigInteger('total').notNullable();
    t.bigInteger('done').notNullable();
    t.bigInteger('skipped').notNullable();
    t.bigInteger('created_ms').notNullable();
    t.bigInteger('finished_ms');
    t.index(['finished_ms', 'id'], 'notification_replays_unfinished');
  });
}
