import { type Knex } from 'knex';
import { dialectOf } from '../../db/dialect.js';
import { type NewCredential, newCredential } from '../new-credential.js';

/** Adds a credential, one at a time for each user: two first ones at once would not share their salt. */
export async function addUserCredential(trx: Knex.Transaction, credential: NewCredential): Promise<string> {
  await dialectOf(trx).lockRow(trx, 'users', credential.userId);
  return newCredential(trx, credential);
}
