import { TEST_NOTIFICATIONS_A_SECOND } from '../../engine/quotas/quotas.js';
import { refuse, Refusal } from '../../engine/refusal.js';
import { change, transact } from '../change.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { type Spending, spendQuotas } from '../quotas/spend-quotas.js';
import { keepTest, resultWords, type Tried, tryNotification } from './try-notification.js';

/**
 * Sends one notification that is marked as a test, by the current config of the account, and reports the result. It is
 * never tried again. What came back is kept as the account's last test and in the audit log. A pause does not hold it
 * back. Refuses a second one in the same second.
 */
export async function sendTestNotification(
  _input: Input<'sendTestNotification'>,
  context: On<'account'>,
): Promise<Outcome<'sendTestNotification'>> {
  const tested = await testNow(context);
  if (tested instanceof Refusal) return tested;
  return tested?.report ?? refuse('missing-parameter', 'url is required: the config of the account has none.');
}

/**
 * Sends a test notification for a caller, and keeps the result. Undefined for an account without a url. Refuses a
 * second one in the same second.
 */
export async function testNow({ accountId, ...context }: On<'account'>): Promise<Tried | Refusal | undefined> {
  const { db, now } = context;
  const quota: Spending = {
    quota: 'test_notifications',
    holder: accountId,
    by: 1,
    limit: TEST_NOTIFICATIONS_A_SECOND,
  };
  // It is counted before it is sent, and in a transaction of its own, because no transaction waits for a receiver.
  const refusal = await transact(db, (trx) => spendQuotas(trx, [quota], now));
  if (refusal) return refusal;
  const tried = await tryNotification({
    db,
    now,
    accountId,
    newToken: () => context.newToken(),
    deliver: (delivery) => context.deliverTest(delivery),
  });
  if (!tried) return undefined;
  return change(
    context,
    async (trx): Promise<Tried> => {
      await keepTest(trx, { accountId, now }, tried);
      return tried;
    },
    () => `${context.audited.object}: ${resultWords(tried)}`,
  );
}
