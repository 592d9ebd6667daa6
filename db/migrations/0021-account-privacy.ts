import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * What an account has said about candidates' data, each change as a new version, and which version a candidate has
 * agreed to. Old versions stay, because consents name them.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'account_privacy', (t) => {
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.integer('version').notNullable();
    // By language, in JSON.
    t.text('notices', 'mediumtext').notNullable();
    t.boolean('asks_consent').notNullable();
    t.integer('retention_days');
    t.boolean('keeps_scores').notNullable();
    t.string('user_name', 190).notNullable();
    t.bigInteger('changed_ms').notNullable();
    t.primary(['account_id', 'version']);
  });
  await createTableOnce(trx, 'application_consents', (t) => {
    t.bigInteger('application_id').unsigned().notNullable().primary().references('applications.id');
    t.integer('privacy_version').notNullable();
    t.string('language_id', 3).notNullable();
    t.bigInteger('given_ms').notNullable();
  });
}
