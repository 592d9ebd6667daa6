import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/**
 * All that a position is, at each of its versions: a score is read with the texts and bands that gave it, whatever was
 * imported since. `positions.version` is the newest one, 0 for a position stored before there were versions.
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
