import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * The outbox of notifications. Notifications that are still to be sent have a row in a separate narrow queue. The row
 * is deleted when its notification ends. Claiming was 70 times slower when the queue shared the table with a history of
 * millions.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'notifications', (t) => {
    t.bigIncrements('id');
    t.bigInteger('application_id').unsigned().notNullable().unique().references('applications.id');
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.text('payload', 'mediumtext').notNullable();
    t.smallint('state').notNullable();
    t.integer('attempts').notNullable();
    t.bigInteger('first_started_ms');
    t.bigInteger('last_started_ms');
    t.integer('last_status');
    t.string('last_fault', 190);
    t.bigInteger('created_ms').notNullable();
    t.bigInteger('expires_ms').notNullable();
    t.bigInteger('ended_ms');
    t.index(['state', 'account_id', 'created_ms', 'id'], 'notifications_by_state');
    t.index(['account_id', 'created_ms', 'id'], 'notifications_by_creation');
  });
  await createTableOnce(trx, 'notification_queue', (t) => {
    t.bigInteger('notification_id').unsigned().notNullable().primary().references('notifications.id');
    t.bigInteger('account_id').unsigned().notNullable();
    // This is also the lease. A claim moves it past the deadline of an attempt, so an attempt that was never finished
    // becomes due again.
    t.bigInteger('due_ms').notNullable();
    t.string('token', 32);
    t.integer('claims').notNullable();
    t.index(['account_id', 'due_ms'], 'notification_queue_by_account');
    t.index(['due_ms'], 'notification_queue_by_due');
  });
  await createTableOnce(trx, 'notification_attempts', (t) => {
    t.bigInteger('notification_id').unsigned().notNullable().references('notifications.id');
    t.integer('number').notNullable();
    t.bigInteger('started_ms').notNullable();
    t.integer('dns_ms');
    t.integer('connect_ms');
    t.integer('first_byte_ms');
    t.integer('total_ms').notNullable();
    t.string('outcome', 16).notNullable();
    t.integer('status');
    t.string('fault', 190);
    t.string('address', 64);
    t.text('reply');
    t.primary(['notification_id', 'number']);
  });
  await createTableOnce(trx, 'notification_accounts', (t) => {
    t.bigInteger('account_id').unsigned().notNullable().primary().references('accounts.id');
    t.boolean('paused').notNullable();
    // There are several while one is being replaced, and each signs.
    t.text('signing_secrets').notNullable();
  });
}
