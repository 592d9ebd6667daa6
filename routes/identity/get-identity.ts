import { findIdentity } from '../../db/identity/identities.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentIdentity } from './present-identity.js';

/** Gets how an account shows itself to candidates and readers of reports. */
export async function getIdentity(
  _input: Input<'getIdentity'>,
  { db, accountId, publicUrl }: On<'account'>,
): Promise<Outcome<'getIdentity'>> {
  return presentIdentity(accountId, await findIdentity(db, accountId), { publicUrl });
}
