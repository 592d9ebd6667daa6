import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { setPaused } from './set-paused.js';

/** Holds back the notifications of an account. None is lost, and an attempt that is under way ends normally. */
export async function pauseNotifications(
  _input: Input<'pauseNotifications'>,
  context: On<'account'>,
): Promise<Outcome<'pauseNotifications'>> {
  return setPaused(true, context);
}
