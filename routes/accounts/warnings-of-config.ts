import { type Knex } from 'knex';
import { listReducerNames } from '../../db/positions/list-reducer-names.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { type ConfigChanged, configWarnings } from '../../engine/config/config-warnings.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Warning } from '../../engine/warning.js';

/**
 * The warnings for a change of an account's config. The account's reducers are those that the transaction sees now, so
 * positions that it changes must be changed before.
 */
export async function warningsOfConfig(
  trx: Knex.Transaction,
  accountId: EntityId,
  change: Omit<ConfigChanged, 'reducers'>,
): Promise<Warning[]> {
  const named = change.keys.includes('rdc') && readAccountConfig(change.after).rdc !== undefined;
  return configWarnings({ ...change, reducers: named ? await listReducerNames(trx, accountId) : [] });
}
