import { Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { replayFound } from '../../notifications/replay-found.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownNotification } from './known-notification.js';
import { presentListed } from './present-listed.js';

/** Sends one notification once more and at once, whatever its state is. Refuses it when its application has expired. */
export async function replayNotification(
  { notification_id: notificationId }: Input<'adminReplayNotification'>,
  context: AdminOn<'user'>,
): Promise<Outcome<'adminReplayNotification'>> {
  const replayed = await replayFound(context, (db) => knownNotification(db, notificationId));
  return replayed instanceof Refusal ? replayed : (await presentListed(context.db, [replayed]))[0]!;
}
