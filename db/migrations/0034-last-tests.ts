import { type Knex } from 'knex';

/** When the last test notification of an account was sent, ms, and what came back. */
export async function up(trx: Knex): Promise<void> {
  const table = 'notification_accounts';
  if (!(await trx.schema.hasColumn(table, 'tested_ms'))) {
    await trx.schema.alterTable(table, (t) => void t.bigInteger('tested_ms'));
  }
  if (!(await trx.schema.hasColumn(table, 'test_status'))) {
    await trx.schema.alterTable(table, (t) => void t.integer('test_status'));
  }
  if (!(await trx.schema.hasColumn(table, 'test_fault'))) {
    await trx.schema.alterTable(table, (t) => void t.string('test_fault', 190));
  }
}
