import { type Knex } from 'knex';

/**
 * Whether an order named its language, and the language that the candidate chose on the pages. Orders of earlier
 * versions did not say; what they have counts as named.
 */
export async function up(trx: Knex): Promise<void> {
  const missing = async (column: string) => !(await trx.schema.hasColumn('applications', column));
  if (await missing('language_given')) {
    await trx.schema.alterTable('applications', (t) => void t.boolean('language_given').notNullable().defaultTo(true));
  }
  if (await missing('kept_language_id')) {
    await trx.schema.alterTable('applications', (t) => void t.string('kept_language_id', 3));
  }
}
