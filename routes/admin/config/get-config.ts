import { type Knex } from 'knex';
import { findAccount, type StoredAccount } from '../../../db/accounts/accounts.js';
import { type ConfigVersion, currentConfigVersion } from '../../../db/accounts/config-versions.js';
import { listReducedPositions } from '../../../db/positions/list-reduced-positions.js';
import { type Input, type Reply } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentChange, presentText } from './present-version.js';

/** Gets the config of an account without its secrets, with its version and what `rdc` may name. */
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
  const positions = await listReducedPositions(db, accountId);
  return {
    account_id: accountId,
    name,
    version,
    changed: presentChange(changed),
    ...presentText(config),
    positions: positions.map(({ aname, reducers, mainReducer }) => ({
      aname,
      reducers: reducers.map((reducer) => reducer.name),
      ...(mainReducer !== undefined && { main_reducer: mainReducer }),
    })),
  };
}
