import { type Knex } from 'knex';
import { type StoredNotification } from '../../db/notifications/list-notifications.js';
import { replayNotification as replayStored } from '../../db/notifications/replay-notification.js';
import { refuse, Refusal } from '../../engine/refusal.js';
import { change } from '../change.js';
import { type Context } from '../operation.js';

/**
 * Sends the notification that `find` finds once more and at once, whatever its state is. Refuses it when its
 * application has expired. Answers with the notification after that.
 */
export async function replayFound(
  context: Context,
  find: (db: Knex) => Promise<StoredNotification | Refusal>,
): Promise<StoredNotification | Refusal> {
  const replayed = await change(context, async (trx): Promise<object | Refusal> => {
    const notification = await find(trx);
    if (notification instanceof Refusal) return notification;
    return (await replayStored(trx, notification, context.now)) === 'expired'
      ? refuse('expired-or-cancelled', 'The application has expired: its notification is not sent any more.')
      : {};
  });
  if (replayed instanceof Refusal) return replayed;
  const notification = await find(context.db);
  if (!(notification instanceof Refusal)) context.wakeNotifier(notification.accountId);
  return notification;
}
