import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/**
 * Notifications of an application have several kinds (1 the notification of its completion, 2 an e-mail, 3 an SMS), at
 * most one of each. They go through one queue by two channels (1 the partner's endpoint, 2 messages to candidates). The
 * indexes have the new column before the columns of a range, so that a search for one kind does not read the others.
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

// The indexes of 0007 under their old names. The first and the third also serve foreign keys.
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
