import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/**
 * When the person was taken out of an application. The first index finds what an account still holds of people, in the
 * order of ids. The second one finds what was erased just now, for what arrives late.
 */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  if (!(await trx.schema.hasColumn('applications', 'erased_ms'))) {
    await trx.schema.alterTable('applications', (t) => t.bigInteger('erased_ms'));
  }
  for (const index of INDEXES) await dialect.defineIndex(trx, index);
}

const INDEXES = [
  { table: 'applications', name: 'applications_with_person', columns: ['account_id', 'erased_ms', 'id'] },
  { table: 'applications', name: 'applications_by_erasure', columns: ['erased_ms'] },
];
