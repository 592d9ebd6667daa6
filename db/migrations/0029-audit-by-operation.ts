import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/** The index by which an operator finds the newest entries of one operation, however rare it is. */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  const columns = ['operation', 'id'];
  await dialect.defineIndex(trx, { table: 'audit_log', name: 'audit_log_by_operation', columns });
}
