import { type Knex } from 'knex';
import { findAccount, type StoredAccount } from '../../../db/accounts/accounts.js';
import { type ConfigVersion, currentConfigVersion } from '../../../db/accounts/config-versions.js';
import { listReducerNames } from '../../../db/positions/list-reducer-names.js';
import { type Input, type Reply } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentChange, presentText } from './present-version.js';

/** Gets the config of an account without its secrets, with its version and the names that `rdc` may have. */
export async function getConfig(
  _input: Input<'adminGetConfig'>,
  { db, accountId }: AdminOn<'account'>,
): Promise<Outcome<'adminGetConfig'>> {
  const account = (await findAccount(db, accountId))!;
  return presentCurrent(db, account, await currentConfigVersion(db, account));
}

/** The config of an account as the console shows it. */
export async function presentCurrent(
  db: Knex,
  { accountId, name }: Pick<StoredAccount, 'accountId' | 'name'>,
  { version, changed, config }: ConfigVersion,
): Promise<Reply<'adminGetConfig'>> {
  const reducers = await listReducerNames(db, accountId);
  return { account_id: accountId, name, version, changed: presentChange(changed), ...presentText(config), reducers };
}
