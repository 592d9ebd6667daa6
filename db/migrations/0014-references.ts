import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * The partner's own name for an order. Only orders that ask for a unique reference have a row in the table, whose key
 * lets one of two at the same time win. A unique key of `applications` would cost every other order an entry.
 */
export async function up(trx: Knex): Promise<void> {
  if (!(await trx.schema.hasColumn('applications', 'reference'))) {
    await trx.schema.alterTable('applications', (t) => t.string('reference', 100));
  }
  await createTableOnce(trx, 'unique_references', (t) => {
    t.bigInteger('account_id').unsigned().notNullable().references('accounts.id');
    t.string('reference', 100).notNullable();
    t.bigInteger('application_id').unsigned().notNullable().references('applications.id');
    t.primary(['account_id', 'reference']);
  });
}
