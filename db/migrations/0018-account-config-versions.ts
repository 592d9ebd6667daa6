import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * The versions of each account's config, from its first change on. `keys` is a JSON array of the keys that changed. The
 * user is null for what was stored before versions were kept, or by a program that kept none.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'account_config_versions', (t) => {
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.integer('version').notNullable();
    t.text('config', 'mediumtext').notNullable();
    t.bigInteger('stored_ms').notNullable();
    t.string('user_name', 190);
    t.string('note', 500).notNullable();
    t.text('changed_keys', 'mediumtext').notNullable();
    t.primary(['account_id', 'version']);
    t.index(['stored_ms'], 'account_config_versions_stored');
  });
}
