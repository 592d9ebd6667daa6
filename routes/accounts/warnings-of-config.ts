import { type Knex } from 'knex';
import { listReducedPositions } from '../../db/positions/list-reduced-positions.js';
import { type ConfigChanged, configWarnings } from '../../engine/config/warnings/config-warnings.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Warning } from '../../engine/warning.js';

/**
 * The warnings for a change of an account's config. The account's positions are those that the transaction sees now, so
 * what it changes of them must be changed before.
 */
export async function warningsOfConfig(
  trx: Knex.Transaction,
  accountId: EntityId,
  change: Omit<ConfigChanged, 'positions'>,
): Promise<Warning[]> {
  const positions = change.keys.includes('rdc') ? await listReducedPositions(trx, accountId) : [];
  return configWarnings({ ...change, positions });
}
