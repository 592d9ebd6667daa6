import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/** The first reply to each idempotency key, kept for some days. */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'idempotency_keys', (t) => {
    t.bigInteger('account_id').unsigned().notNullable();
    t.bigInteger('user_id').unsigned().notNullable();
    t.string('idempotency_key', 255).notNullable();
    t.string('request_hash', 64).notNullable();
    t.text('reply').notNullable();
    t.bigInteger('created_ms').notNullable();
    t.primary(['account_id', 'user_id', 'idempotency_key']);
    t.index(['created_ms']);
  });
}
