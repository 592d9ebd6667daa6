import { Refusal } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { knownNotification } from './known-notification.js';
import { presentNotification } from './present-notification.js';
import { replayFound } from './replay-found.js';

/**
 * Sends the notification of an application once more and at once, whatever its state is. It refuses when the
 * application has expired.
 */
export async function replayNotification(
  _input: Input<'replayNotification'>,
  { application: { applicationId }, ...context }: On<'application'>,
): Promise<Outcome<'replayNotification'>> {
  const replayed = await replayFound(context, (db) => knownNotification(db, applicationId));
  return replayed instanceof Refusal ? replayed : presentNotification(replayed);
}
