import { type Knex } from 'knex';
import { findPositionContent, unassignPosition } from '../../db/positions/positions.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type AccountWarning, lostMainReducers } from './lost-main-reducers.js';

/**
 * Takes a position away from an account. Gives the warnings for that, or undefined if the account did not have the
 * position.
 */
export async function takeAwayPosition(
  trx: Knex.Transaction,
  { positionId, accountId }: { positionId: EntityId; accountId: EntityId },
): Promise<AccountWarning[] | undefined> {
  if (!(await unassignPosition(trx, accountId, positionId))) return undefined;
  const found = await findPositionContent(trx, positionId);
  const reducers = (found?.content.reducers ?? []).map(({ name }) => name);
  return lostMainReducers(trx, { reducers, accountIds: [accountId] });
}
