import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/**
 * Indexes for the filters of lists: one for each filter. After its value each has the state and the order of lists, so
 * that a page is a range of it (decision 0032).
 */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  for (const [name, column] of INDEXES) {
    const columns = ['account_id', column, 'state', 'date_sub', 'id'];
    await dialect.defineIndex(trx, { table: 'applications', name, columns });
  }
}

const INDEXES = [
  ['applications_by_email', 'candidate_email'],
  ['applications_by_reference', 'reference'],
  ['applications_by_position', 'position_id'],
] as const;
