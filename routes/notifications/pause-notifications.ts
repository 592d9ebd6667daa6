import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { setPaused } from './set-paused.js';

/** Holds the notifications of an account back; none is lost, and what is being sent this moment ends as it ends. */
export async function pauseNotifications(
  _input: Input<'pauseNotifications'>,
  context: On<'account'>,
): Promise<Outcome<'pauseNotifications'>> {
  return setPaused(true, context);
}
