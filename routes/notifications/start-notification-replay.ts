import { addReplay, findReplay } from '../../db/notifications/notification-replays.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { accountsFor } from '../access.js';
import { audit, auditRefusals } from '../audit.js';
import { type NotificationFilter, storedFilter } from './list-notifications.js';
import { type Operation } from '../operation.js';
import { presentReplay, type ReplayView } from './present-replay.js';
import { Refusal } from '../refusal.js';

const OPERATION = 'replay-notifications';

/** Orders that all notifications of an account that match be sent once more; answers the job, which goes on by itself. */
export const startNotificationReplay: Operation<NotificationFilter, ReplayView> = auditRefusals(
  OPERATION,
  objectOf,
  async (input, context) => {
    const accounts = accountsFor('write', input.account_id, context);
    if (accounts instanceof Refusal) return accounts;
    const { userName } = context.caller;
    return writeTransaction(context.db, async (trx) => {
      const replayId = await addReplay(trx, { ...storedFilter(input), userName, now: context.now });
      await audit(trx, context, { operation: OPERATION, object: objectOf(input) });
      return presentReplay((await findReplay(trx, replayId))!);
    });
  },
);

function objectOf({ account_id: accountId, state, since, until }: NotificationFilter): string {
  const period = [since && `since ${since}`, until && `until ${until}`].filter(Boolean);
  return [`account ${accountId}: ${state ?? 'undelivered'}`, ...period].join(', ');
}
