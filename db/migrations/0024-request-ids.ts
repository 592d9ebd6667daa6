import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/** The index by which an operator finds the entries of the audit log of one request. */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  const columns = ['request_id', 'id'];
  await dialect.defineIndex(trx, { table: 'audit_log', name: 'audit_log_by_request', columns });
}
