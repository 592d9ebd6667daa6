import { type Knex } from 'knex';
import { createTableOnce } from './create-table-once.js';

/** The answers of a candidate so far, and the submitted answers with their scores. */
export async function up(trx: Knex): Promise<void> {
  // Each answer and each field has its own row, so that two devices, or two answers sent at once, cannot undo each
  // other.
  await createTableOnce(trx, 'questionnaire_progress', (t) => {
    t.bigInteger('application_id').unsigned().notNullable().references('applications.id');
    t.smallint('kind').notNullable();
    t.string('name', 190).notNullable();
    t.text('value', 'mediumtext').notNullable();
    t.bigInteger('saved_ms').notNullable();
    t.primary(['application_id', 'kind', 'name']);
  });
  await createTableOnce(trx, 'application_results', (t) => {
    t.bigInteger('application_id').unsigned().notNullable().primary().references('applications.id');
    t.integer('position_version').notNullable();
    t.string('language_id', 3).notNullable();
    t.text('answers', 'mediumtext').notNullable();
    t.text('scores', 'mediumtext').notNullable();
    t.bigInteger('submitted_ms').notNullable();
  });
}
