import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/**
 * What is sent of an application is of several kinds (1 the notification of its completion, 2 an e-mail, 3 an SMS), one
 * of each at most, and goes through one queue by two channels (1 the partner's endpoint, 2 messages to candidates). The
 * indexes get the new column in front of what is a range, so that no kind is read past to find another.
 */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  if (!(await trx.schema.hasColumn('notifications', 'kind'))) {
    await trx.schema.alterTable('notifications', (t) => t.smallint('kind').notNullable().defaultTo(1));
  }
  if (!(await trx.schema.hasColumn('notification_queue', 'channel'))) {
    await trx.schema.alterTable('notification_queue', (t) => t.smallint('channel').notNullable().defaultTo(1));
  }
  for (const index of INDEXES) await dialect.defineIndex(trx, index);
}

// Those of 0007 under their names. The first and the third also serve foreign keys.
const INDEXES = [
  {
    table: 'notifications',
    name: 'notifications_application_id_unique',
    columns: ['application_id', 'kind'],
    unique: true,
  },
  {
    table: 'notifications',
    name: 'notifications_by_state',
    columns: ['state', 'kind', 'account_id', 'created_ms', 'id'],
  },
  { table: 'notifications', name: 'notifications_by_creation', columns: ['account_id', 'kind', 'created_ms', 'id'] },
  { table: 'notification_queue', name: 'notification_queue_by_account', columns: ['channel', 'account_id', 'due_ms'] },
  { table: 'notification_queue', name: 'notification_queue_by_due', columns: ['channel', 'due_ms'] },
];
