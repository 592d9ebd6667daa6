import { findAccount } from '../../../db/accounts/accounts.js';
import { currentConfigVersion } from '../../../db/accounts/config-versions.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownVersion } from './known-version.js';
import { presentText, presentVersion } from './present-version.js';

/** Gets one version of a config, without its secrets. */
export async function getConfigVersion(
  { version }: Input<'adminGetConfigVersion'>,
  { db, accountId }: AdminOn<'account'>,
): Promise<Outcome<'adminGetConfigVersion'>> {
  const account = (await findAccount(db, accountId))!;
  const found = await knownVersion(db, account, version, await currentConfigVersion(db, account));
  if (!('config' in found)) return found;
  const { readable, fields } = presentText(found.config);
  return { ...presentVersion(found), readable, fields };
}
