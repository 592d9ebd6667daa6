import { lockAccount } from '../../db/accounts/accounts.js';
import { notificationAccount, setNotificationsPaused } from '../../db/notifications/notification-accounts.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type EntityId } from '../../engine/entity-id.js';
import { accountsFor } from '../access.js';
import { audit, auditRefusals } from '../audit.js';
import { type Operation } from '../operation.js';
import { Refusal } from '../refusal.js';

export interface PausedView {
  account_id: EntityId;
  paused: boolean;
}

/** The operation that holds an account's notifications back or lets them go; doing it twice is doing it once. */
export function setPaused(operation: string, paused: boolean): Operation<{ account_id: EntityId }, PausedView> {
  const objectOf = ({ account_id: accountId }: { account_id: EntityId }) => `account ${accountId}`;
  return auditRefusals(operation, objectOf, async (input, context) => {
    const { account_id: accountId } = input;
    const accounts = accountsFor('write', accountId, context);
    if (accounts instanceof Refusal) return accounts;
    await writeTransaction(context.db, async (trx) => {
      await lockAccount(trx, accountId);
      if ((await notificationAccount(trx, accountId)).paused === paused) return;
      await setNotificationsPaused(trx, accountId, paused);
      await audit(trx, context, { operation, object: objectOf(input) });
    });
    if (!paused) context.wakeNotifier(accountId);
    return { account_id: accountId, paused };
  });
}
