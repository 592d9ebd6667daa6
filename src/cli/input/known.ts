import { type Knex } from 'knex';
import { findAccount, listAccounts, type StoredAccount } from '../../../db/accounts/accounts.js';
import { findUser, type StoredUser } from '../../../db/accounts/users.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refused } from '../output/refused.js';

/** Finds the user of that name, in whatever form it is written. Refuses an unknown name. */
export async function knownUser(db: Knex, name: string): Promise<StoredUser> {
  const user = await findUser(db, name);
  if (!user) throw refused(`There is no user ${JSON.stringify(name)}; see pop user list.`);
  return user;
}

/** Finds the account of that id by `find`, which may lock it. Refuses an unknown id. */
export async function knownAccount<DB extends Knex>(
  db: DB,
  accountId: string,
  find: (db: DB, accountId: string) => Promise<StoredAccount | undefined> = findAccount,
): Promise<StoredAccount> {
  const account = isStorableId(accountId) ? await find(db, accountId) : undefined;
  if (!account) throw refused(`There is no account ${accountId}; see pop account list.`);
  return account;
}

/** Refuses unknown account ids and names all of them. */
export async function knownAccounts(db: Knex, accountIds: readonly string[]): Promise<void> {
  const found = await listAccounts(db, accountIds.filter(isStorableId));
  const unknown = accountIds.filter((id) => !found.some((account) => account.accountId === id));
  if (unknown.length > 0) throw refused(`There is no account ${unknown.join(', ')}; see pop account list.`);
}
