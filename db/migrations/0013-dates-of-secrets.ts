import { type Knex } from 'knex';

/** When each signing secret of an account was added. Of older secrets it is not known. */
export async function up(trx: Knex): Promise<void> {
  if (await trx.schema.hasColumn('notification_accounts', 'secrets_added')) return;
  await trx.schema.alterTable('notification_accounts', (t) => t.text('secrets_added'));
}
