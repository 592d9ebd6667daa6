import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/** Positions (what can be ordered), and which account may order which. */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'positions', (t) => {
    t.bigIncrements('id');
    t.string('aname', 190).notNullable();
    t.string('report_name', 190).notNullable();
    t.text('languages').notNullable();
    t.text('custom_fields', 'mediumtext').notNullable();
    t.bigInteger('updated_ms').notNullable();
  });
  await createTableOnce(trx, 'account_positions', (t) => {
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.bigInteger('position_id').unsigned().notNullable().references('positions.id');
    t.primary(['account_id', 'position_id']);
  });
}
