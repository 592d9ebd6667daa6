import { countOrderers, newestPositions } from '../../../db/positions/all-positions.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Lists all positions, the newest first, also retired ones and those that nobody may order. */
export async function listPositions(
  { limit, cursor }: Input<'adminListPositions'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminListPositions'>> {
  if (cursor !== undefined && !isStorableId(cursor)) {
    return refuseFaults([{ pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' }]);
  }
  // One more tells whether there is another page.
  const found = await newestPositions(db, { before: cursor, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const ids = shown.map(({ positionId }) => positionId);
  const orderers = await countOrderers(db, ids);
  const last = found.length > limit ? ids.at(-1) : undefined;
  return {
    items: shown.map(({ positionId, aname, languages, version, updatedAt, retiredAt }) => ({
      position_id: positionId,
      aname,
      languages,
      version,
      accounts: orderers.get(positionId) ?? 0,
      updated: presentInstant(updatedAt),
      retired: retiredAt === undefined ? null : presentInstant(retiredAt),
    })),
    ...(last !== undefined && { next_cursor: last }),
  };
}
