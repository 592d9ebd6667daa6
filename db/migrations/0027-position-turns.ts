import { type Knex } from 'knex';

/** The column that a lock of a position counts up (decision 0044). */
export async function up(trx: Knex): Promise<void> {
  if (await trx.schema.hasColumn('positions', 'turns')) return;
  await trx.schema.alterTable('positions', (t) => void t.bigInteger('turns').unsigned().notNullable().defaultTo(0));
}
