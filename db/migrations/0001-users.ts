import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/** Who may sign in: partner users and internal users, each with one or more credentials (contract section 2). */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'users', (t) => {
    t.bigIncrements('id');
    t.string('name', 190).notNullable().unique();
    t.string('kind', 16).notNullable();
    t.boolean('active').notNullable();
    // Every grant and revoke raises it, so that permissions can be cached by (user, version).
    t.bigInteger('access_version').unsigned().notNullable();
    t.bigInteger('created_ms').notNullable();
  });
  await createTableOnce(trx, 'credentials', (t) => {
    t.bigIncrements('id');
    t.bigInteger('user_id').unsigned().notNullable().references('users.id');
    t.string('label', 190).notNullable();
    t.string('password_hash', 100).notNullable();
    t.integer('version').notNullable();
    t.bigInteger('created_ms').notNullable();
    t.bigInteger('last_used_ms');
    t.bigInteger('expires_ms');
    t.bigInteger('revoked_ms');
    t.index(['user_id']);
  });
}
