import { findPosition } from '../../db/positions/positions.js';
import { isStorableId } from '../../engine/entity-id.js';
import { refuse } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentPosition } from './present-position.js';

/** Gets one position that the account can order. Any other is unknown to it. A retired one is named as such. */
export async function getPosition(
  { position_id: positionId }: Input<'getPosition'>,
  { db, accountId }: On<'account'>,
): Promise<Outcome<'getPosition'>> {
  const position = isStorableId(positionId) ? await findPosition(db, accountId, positionId) : undefined;
  if (!position) return refuse('unknown-object', 'No such position.');
  if (position.retiredAt !== undefined) return refuse('unknown-object', 'The position is retired.');
  return presentPosition(position);
}
