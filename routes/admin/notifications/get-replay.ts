import { findBulkReplay } from '../../../db/notifications/bulk-replays.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refuse } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentBulkReplay } from './present-bulk-replay.js';

/** Gets the progress of a job. */
export async function getReplay(
  { replay_id: replayId }: Input<'adminGetReplay'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminGetReplay'>> {
  const replay = isStorableId(replayId) ? await findBulkReplay(db, replayId) : undefined;
  return replay ? presentBulkReplay(db, replay) : refuse('unknown-object', 'No such replay.');
}
