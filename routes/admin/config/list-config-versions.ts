import { findAccount } from '../../../db/accounts/accounts.js';
import { currentConfigVersion, listConfigVersions as listVersions } from '../../../db/accounts/config-versions.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentVersion } from './present-version.js';

/** Lists the versions of a config, the newest first. The current one is among them even if it is not kept yet. */
export async function listConfigVersions(
  _input: Input<'adminListConfigVersions'>,
  { db, accountId }: AdminOn<'account'>,
): Promise<Outcome<'adminListConfigVersions'>> {
  const current = await currentConfigVersion(db, (await findAccount(db, accountId))!);
  const kept = await listVersions(db, accountId);
  const all = kept.some(({ version }) => version === current.version) ? kept : [current, ...kept];
  return { versions: all.map(presentVersion) };
}
