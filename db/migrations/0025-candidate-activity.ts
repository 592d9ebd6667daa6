import { type Knex } from 'knex';

/** When the candidate opened the questionnaire first, and when the last answer was saved there (ms). */
export async function up(trx: Knex): Promise<void> {
  for (const column of ['opened_ms', 'active_ms']) {
    if (await trx.schema.hasColumn('applications', column)) continue;
    await trx.schema.alterTable('applications', (t) => void t.bigInteger(column));
  }
}
