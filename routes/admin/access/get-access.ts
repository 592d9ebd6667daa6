import { listCredentials } from '../../../db/accounts/credentials.js';
import { listHolders } from '../../../db/accounts/holders.js';
import { accountReadiness } from '../../accounts/account-readiness.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentCredential } from '../users/present-credential.js';
import { presentHolder } from './present-holder.js';

/** Gets who may do what on the account, with which passwords, and what its partner still lacks. */
export async function getAccess(
  _input: Input<'adminGetAccess'>,
  { db, accountId, now }: AdminOn<'account'>,
): Promise<Outcome<'adminGetAccess'>> {
  const holders = [];
  // One query for each user: an account has few.
  for (const { user, rows } of await listHolders(db, accountId)) {
    const credentials = (await listCredentials(db, user.userId)).map((one) => presentCredential(one, now));
    holders.push({ ...presentHolder(user, rows), credentials });
  }
  return { account_id: accountId, users: holders, readiness: await accountReadiness(db, accountId, now) };
}
