import { type Knex } from 'knex';
import { type StoredAccount } from '../../../db/accounts/accounts.js';
import { type ConfigVersion, findConfigVersion } from '../../../db/accounts/config-versions.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';

/** The version of that number: one that is kept, or the current one, which may not be kept yet. */
export async function knownVersion(
  db: Knex,
  { accountId }: Pick<StoredAccount, 'accountId'>,
  version: number,
  current: ConfigVersion,
): Promise<ConfigVersion | Refusal> {
  if (version === current.version) return current;
  return (await findConfigVersion(db, accountId, version)) ?? refuse('unknown-object', 'No such version is kept.');
}
