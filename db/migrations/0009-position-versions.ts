import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * The whole content of a position at each of its versions. A score is shown with the texts and bands that gave it, even
 * if the position was imported again since. `positions.version` is the newest version; it is 0 for a position stored
 * before there were versions.
 */
export async function up(trx: Knex): Promise<void> {
  await createTableOnce(trx, 'position_versions', (t) => {
    t.bigInteger('position_id').unsigned().notNullable().references('positions.id');
    t.integer('version').notNullable();
    t.text('content', 'mediumtext').notNullable();
    t.bigInteger('created_ms').notNullable();
    t.primary(['position_id', 'version']);
  });
  if (await trx.schema.hasColumn('positions', 'version')) return;
  await trx.schema.alterTable('positions', (t) => t.integer('version').notNullable().defaultTo(0));
}
