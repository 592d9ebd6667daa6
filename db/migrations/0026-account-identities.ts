import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';
import { createTableOnce } from './create-table-once.js';

/** How accounts show themselves to candidates and readers of reports. A logo is found by the hash in its address. */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  await createTableOnce(trx, 'account_identities', (t) => {
    t.bigInteger('account_id').unsigned().notNullable().primary().references('accounts.id');
    // Everything but the logo, in JSON.
    t.text('identity', 'mediumtext').notNullable();
    t.string('logo_hash', 64);
    t.string('logo_type', 32);
    t.integer('logo_width');
    t.integer('logo_height');
    // In base64.
    t.text('logo', 'mediumtext');
    t.string('user_name', 190).notNullable();
    t.bigInteger('changed_ms').notNullable();
  });
  await dialect.defineIndex(trx, { table: 'account_identities', name: 'identities_by_logo', columns: ['logo_hash'] });
}
