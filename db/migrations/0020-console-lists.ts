import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';
import { createTableOnce } from './create-table-once.js';

/**
 * What the lists of the console are read from, and the jobs that operators order there (decision 0040). A job of
 * `notification_replays` is of one account and has no fault. A process of the version before would not see that a job
 * has no account or only one fault, and would send too much. So such jobs have a table of their own.
 */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  for (const index of INDEXES) await dialect.defineIndex(trx, index);
  await createTableOnce(trx, 'bulk_replays', (t) => {
    t.bigIncrements('id');
    t.bigInteger('account_id').unsigned().references('accounts.id');
    t.string('user_name', 190).notNullable();
    // As it was ordered, in JSON.
    t.string('filter', 1024).notNullable();
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
    t.index(['finished_ms', 'id'], 'bulk_replays_unfinished');
  });
}

const INDEXES = [
  { table: 'notifications', name: 'notifications_by_age', columns: ['state', 'kind', 'created_ms', 'id'] },
  { table: 'applications', name: 'applications_by_address', columns: ['candidate_email', 'id'] },
  { table: 'accounts', name: 'accounts_by_name', columns: ['name', 'id'] },
  { table: 'audit_log', name: 'audit_log_by_user', columns: ['user_name', 'id'] },
];
