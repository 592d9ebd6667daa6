import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * Applications with their fields. The indexes follow the three orders in which applications are listed. `state` is the
 * first column of the first index, so that ended applications do not make a page of open ones slower (decision 0006).
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'applications', (t) => {
    t.bigIncrements('id');
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.bigInteger('position_id').unsigned().notNullable().references('positions.id');
    t.bigInteger('user_id').unsigned().notNullable().references('users.id');
    t.string('language_id', 3).notNullable();
    t.smallint('state').notNullable();
    t.boolean('is_test').notNullable();
    t.text('fields', 'mediumtext').notNullable();
    t.string('candidate_email', 254);
    t.string('app_email', 254);
    t.string('app_phone', 32);
    t.text('app_url');
    t.string('app_token', 43).notNullable().unique();
    t.string('rep_token', 43).notNullable().unique();
    t.string('rep_acc_token', 43).notNullable().unique();
    t.string('date_sub', 10).notNullable();
    t.bigInteger('created_ms').notNullable();
    t.bigInteger('updated_ms').notNullable();
    t.bigInteger('expires_ms').notNullable();
    t.bigInteger('completed_ms');
    t.index(['state', 'account_id', 'date_sub', 'id'], 'applications_by_state');
    t.index(['account_id', 'date_sub', 'id'], 'applications_by_day');
    t.index(['account_id', 'updated_ms', 'id'], 'applications_by_update');
    t.index(['account_id', 'position_id', 'candidate_email'], 'applications_by_candidate');
    t.index(['state', 'expires_ms'], 'applications_by_expiry');
  });
}
