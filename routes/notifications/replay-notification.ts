import { replayNotification as replayStored } from '../../db/notifications/replay-notification.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { audit, auditRefusals } from '../audit.js';
import { type ApplicationInput, applicationObject } from '../applications/find-own-application.js';
import { findOwnNotification } from './find-own-notification.js';
import { type Operation } from '../operation.js';
import { type NotificationView, presentNotification } from './present-notification.js';
import { refuse, Refusal } from '../refusal.js';

const OPERATION = 'replay-notification';

/** Sends the notification of an application once more, now, whatever became of it before; while its time lasts. */
export const replayNotification: Operation<ApplicationInput, NotificationView> = auditRefusals(
  OPERATION,
  applicationObject,
  async (input, context) => {
    const refusal = await writeTransaction(context.db, async (trx) => {
      const notification = await findOwnNotification(input, 'write', { ...context, db: trx });
      if (notification instanceof Refusal) return notification;
      if ((await replayStored(trx, notification, context.now)) === 'expired') {
        return refuse('expired-or-cancelled', 'The application has expired: its notification is not sent any more.');
      }
      await audit(trx, context, { operation: OPERATION, object: applicationObject(input) });
      return undefined;
    });
    if (refusal) return refusal;
    const replayed = await findOwnNotification(input, 'write', context);
    if (replayed instanceof Refusal) return replayed;
    context.wakeNotifier(replayed.accountId);
    return presentNotification(replayed);
  },
);
