import { Refusal } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { setPaused } from './set-paused.js';

/** Lets the notifications of an account go that a pause held back. */
export async function resumeNotifications(
  _input: Input<'resumeNotifications'>,
  context: On<'account'>,
): Promise<Outcome<'resumeNotifications'>> {
  const resumed = await setPaused(false, context);
  if (!(resumed instanceof Refusal)) context.wakeNotifier(context.accountId);
  return resumed;
}
