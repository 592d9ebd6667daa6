import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';

/** Finds the applications to which a candidate was invited at an address, for who has lost the link. */
export async function up(trx: Knex, dialect: Dialect): Promise<void> {
  const index = { table: 'applications', name: 'applications_by_invited_address', columns: ['app_email', 'id'] };
  await dialect.defineIndex(trx, index);
}
