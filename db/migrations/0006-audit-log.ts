import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * Who changed what, or was refused. Rows are only added. There are no foreign keys, so that no other deletion removes a
 * row.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'audit_log', (t) => {
    t.bigIncrements('id');
    t.bigInteger('at_ms').notNullable();
    t.string('user_name', 190).notNullable();
    t.bigInteger('credential_id').unsigned();
    t.string('operation', 64).notNullable();
    t.string('object', 255).notNullable();
    t.string('outcome', 64).notNullable();
    t.string('address', 64).notNullable();
    t.string('request_id', 128).notNullable();
    t.index(['at_ms']);
    t.index(['object']);
  });
}
