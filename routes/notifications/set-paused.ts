import { lockAccount } from '../../db/accounts/accounts.js';
import { notificationAccount, setNotificationsPaused } from '../../db/notifications/notification-accounts.js';
import { change, Unchanged } from '../change.js';
import { type Schema } from '../documented.js';
import { type On } from '../operation.js';
import { type Refusal } from '../../engine/refusal.js';

type Paused = Schema<'NotificationsPaused'>;

/** Holds back an account's notifications or lets them go. A second call of the same kind changes nothing. */
export async function setPaused(paused: boolean, { accountId, ...context }: On<'account'>): Promise<Paused | Refusal> {
  const answer: Paused = { account_id: accountId, paused };
  return change(context, async (trx): Promise<Paused | Unchanged<Paused>> => {
    await lockAccount(trx, accountId);
    if ((await notificationAccount(trx, accountId)).paused === paused) return new Unchanged(answer);
    await setNotificationsPaused(trx, accountId, paused);
    return answer;
  });
}
