import { findReplay } from '../../db/notifications/notification-replays.js';
import { isStorableId } from '../../engine/entity-id.js';
import { refuse } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentReplay } from './present-replay.js';

/** Gets the progress of a replay that was ordered. */
export async function getNotificationReplay(
  { replay_id: replayId }: Input<'getNotificationReplay'>,
  { db, accountId }: On<'account'>,
): Promise<Outcome<'getNotificationReplay'>> {
  const replay = isStorableId(replayId) ? await findReplay(db, replayId) : undefined;
  return replay?.accountId === accountId ? presentReplay(replay) : refuse('unknown-object', 'No such replay.');
}
