import { replayNotification as replayStored } from '../../db/notifications/replay-notification.js';
import { refuse, Refusal } from '../../engine/refusal.js';
import { change } from '../change.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { knownNotification } from './known-notification.js';
import { presentNotification } from './present-notification.js';

/**
 * Sends the notification of an application once more and at once, whatever its state is. It refuses when the
 * application has expired.
 */
export async function replayNotification(
  _input: Input<'replayNotification'>,
  { application: { applicationId, accountId }, ...context }: On<'application'>,
): Promise<Outcome<'replayNotification'>> {
  const replayed = await change(context, async (trx): Promise<object | Refusal> => {
    const notification = await knownNotification(trx, applicationId);
    if (notification instanceof Refusal) return notification;
    return (await replayStored(trx, notification, context.now)) === 'expired'
      ? refuse('expired-or-cancelled', 'The application has expired: its notification is not sent any more.')
      : {};
  });
  if (replayed instanceof Refusal) return replayed;
  const notification = await knownNotification(context.db, applicationId);
  if (notification instanceof Refusal) return notification;
  context.wakeNotifier(accountId);
  return presentNotification(notification);
}
