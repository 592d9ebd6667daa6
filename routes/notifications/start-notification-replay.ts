import { addReplay, findReplay } from '../../db/notifications/notification-replays.js';
import { change } from '../change.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentReplay } from './present-replay.js';
import { storedFilter } from './stored-filter.js';

/**
 * Orders a replay of all notifications of an account that match. It answers with the job, which then runs by itself.
 */
export async function startNotificationReplay(
  filter: Input<'startNotificationReplay'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'startNotificationReplay'>> {
  const { userName } = context.caller;
  return change(context, async (trx): Promise<Outcome<'startNotificationReplay'>> => {
    const replayId = await addReplay(trx, { ...storedFilter(accountId, filter), userName, now: context.now });
    return presentReplay((await findReplay(trx, replayId))!);
  });
}
