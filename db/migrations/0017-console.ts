import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * The operators' console: what a user may do there, what a credential is for, and who is signed in (decision 0037).
 * A session is found by the SHA-256 of its token, which nobody can turn back into the token.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'console_sessions', (t) => {
    t.string('token_hash', 64).notNullable().primary();
    t.string('id', 32).notNullable().unique();
    t.bigInteger('user_id').unsigned().notNullable().references('users.id');
    t.bigInteger('credential_id').unsigned().notNullable().references('credentials.id');
    t.bigInteger('created_ms').notNullable();
    t.bigInteger('seen_ms').notNullable();
    t.bigInteger('ends_ms').notNullable();
    t.bigInteger('confirmed_ms');
    t.string('address', 64).notNullable();
    t.string('agent', 255).notNullable();
    t.index(['user_id']);
    t.index(['ends_ms']);
  });
  for (const { table, name, add } of COLUMNS) {
    if (!(await trx.schema.hasColumn(table, name))) await trx.schema.alterTable(table, add);
  }
}

const COLUMNS: { table: string; name: string; add(t: Knex.AlterTableBuilder): void }[] = [
  { table: 'users', name: 'console_role', add: (t) => void t.string('console_role', 16) },
  {
    table: 'credentials',
    name: 'purpose',
    add: (t) => void t.string('purpose', 16).notNullable().defaultTo('api'),
  },
];
