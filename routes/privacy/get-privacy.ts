import { currentPrivacy } from '../../db/privacy/account-privacy.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentPrivacy } from './present-privacy.js';

/** Gets what an account says about its candidates' data. */
export async function getPrivacy(
  _input: Input<'getPrivacy'>,
  { db, accountId }: On<'account'>,
): Promise<Outcome<'getPrivacy'>> {
  return presentPrivacy(accountId, await currentPrivacy(db, accountId));
}
