import { type Knex } from 'knex';

/** When a notification was last made due again by somebody, ms. Of earlier replays only the audit log tells. */
export async function up(trx: Knex): Promise<void> {
  if (await trx.schema.hasColumn('notifications', 'replayed_ms')) return;
  await trx.schema.alterTable('notifications', (t) => void t.bigInteger('replayed_ms'));
}
