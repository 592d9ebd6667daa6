import { type Knex } from 'knex';
import { findStoredPosition, lockPosition, type StoredPosition } from '../../../db/positions/stored-positions.js';
import { iso } from '../output/iso.js';
import { refused } from '../output/refused.js';

/** Finds the position of that id by `find`, which may lock it. Refuses an unknown id. */
export async function knownPosition<DB extends Knex>(
  db: DB,
  positionId: string,
  find: (db: DB, positionId: string) => Promise<StoredPosition | undefined> = findStoredPosition,
): Promise<StoredPosition> {
  const found = await find(db, positionId);
  if (found) return found;
  throw refused(`There is no position ${positionId}; see pop position list.`);
}

/** Locks a position that accounts may be assigned to. Refuses an unknown id and a retired position. */
export async function positionToAssign(trx: Knex.Transaction, positionId: string): Promise<void> {
  const { retiredAt } = await knownPosition(trx, positionId, lockPosition);
  if (retiredAt === undefined) return;
  throw refused(`Position ${positionId} is retired since ${iso(retiredAt)}; pop position restore brings it back.`);
}
