import { listPositions as storedPositions } from '../../db/positions/positions.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentPosition } from './present-position.js';

/**
 * Lists the positions that may be ordered for the named account, or for any account of the caller (contract, section 6,
 * position_get).
 */
export async function listPositions(
  _input: Input<'listPositions'>,
  { db, accountIds }: On<'accounts'>,
): Promise<Outcome<'listPositions'>> {
  const items = (await storedPositions(db, accountIds)).map(presentPosition);
  return { count: items.length, items };
}
