import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';
import { createTableOnce } from './create-table-once.js';

const FIRST_ACCOUNT_ID = '10000001';

/** Partner accounts with their config string (contract section 5) and who may do what on them (section 3). */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  await createTableOnce(trx, 'accounts', (t) => {
    t.bigIncrements('id');
    t.string('name', 190).notNullable();
    t.text('config', 'mediumtext').notNullable();
    t.string('link_token', 43).notNullable();
    t.bigInteger('created_ms').notNullable();
  });
  await dialect.startIdsAt(trx, 'accounts', FIRST_ACCOUNT_ID);
  await createTableOnce(trx, 'permissions', (t) => {
    t.bigInteger('user_id').unsigned().notNullable().references('users.id');
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.integer('permission').notNullable();
    t.boolean('can_read').notNullable();
    t.boolean('can_write').notNullable();
    t.boolean('can_add').notNullable();
    t.boolean('can_delete').notNullable();
    t.primary(['user_id', 'account_id', 'permission']);
  });
}
