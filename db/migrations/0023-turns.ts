import { type Knex } from 'knex';

/** A column that a lock of a row counts up, because a cluster compares only what was written (decision 0044). */
export async function up(trx: Knex): Promise<void> {
  for (const table of ['users', 'accounts', 'applications']) {
    if (await trx.schema.hasColumn(table, 'turns')) continue;
    await trx.schema.alterTable(table, (t) => void t.bigInteger('turns').unsigned().notNullable().defaultTo(0));
  }
}
