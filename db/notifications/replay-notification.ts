import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import { NOTIFICATION_CHANNELS, NOTIFICATION_KINDS, NOTIFICATION_STATES } from './notifications.js';

/**
 * Sends a notification once more, whether it has ended or not. It becomes live and due now, its attempts go on
 * counting, and its schedule starts again. `expired` when its application has expired. `unknown` when the account has
 * no such notification, or when it is a message.
 */
export async function replayNotification(
  trx: Knex.Transaction,
  { notificationId, accountId }: { notificationId: EntityId; accountId: EntityId },
  now: number,
): Promise<'replayed' | 'expired' | 'unknown'> {
  const row = await trx('notifications as n')
    .join('applications as a', 'a.id', 'n.application_id')
    .where({ 'n.id': notificationId, 'n.account_id': accountId, 'n.kind': NOTIFICATION_KINDS.notification })
    .first<{ expires_ms: number } | undefined>('a.expires_ms');
  if (!row) return 'unknown';
  if (row.expires_ms <= now) return 'expired';
  await sendAgain(trx, { notificationIds: [notificationId], replayedAt: now });
  return 'replayed';
}

const { endpoint, messages } = NOTIFICATION_CHANNELS;
const CHANNEL_OF_ROW = `case n.kind when ${NOTIFICATION_KINDS.notification} then ${endpoint} else ${messages} end`;

/**
 * Makes notifications, or messages, live and due now. The caller has checked that this is allowed. With `onlyIn`,
 * notifications that have left that state (its number) stay as they are. A waiting retry becomes due now; there is no
 * second one. A notification that is being sent loses its token, so that a failure ends nothing, and is due when its
 * lease has run out. So there are never two requests of one notification at once. `replayedAt` is kept with them (ms).
 */
export async function sendAgain(
  trx: Knex.Transaction,
  { notificationIds, onlyIn, replayedAt }: { notificationIds: EntityId[]; onlyIn?: number; replayedAt?: number },
): Promise<void> {
  const { nowMs } = dialectOf(trx);
  // This comes first because it locks: a notification that is just ending has ended before, or waits until we are done.
  await trx('notifications')
    .whereIn('id', notificationIds)
    .andWhere(onlyIn === undefined ? {} : { state: onlyIn })
    .update({
      state: NOTIFICATION_STATES.live,
      ended_ms: null,
      first_started_ms: null,
      ...(replayedAt !== undefined && { replayed_ms: replayedAt }),
    });
  // The order matters: one database reads the token after the assignment before it.
  await trx('notification_queue')
    .whereIn('notification_id', notificationIds)
    .update({
      due_ms: trx.raw(`case when token is not null and due_ms > ${nowMs} then due_ms else ${nowMs} end`),
      token: null,
      claims: 0,
    });
  await trx.raw(
    `insert into notification_queue (notification_id, channel, account_id, due_ms, token, claims)
     select n.id, ${CHANNEL_OF_ROW}, n.account_id, ${nowMs}, null, 0 from notifications n
      where n.id in (${notificationIds.map(() => '?').join()}) and n.state = ${NOTIFICATION_STATES.live}
        and not exists (select 1 from notification_queue q where q.notification_id = n.id)`,
    notificationIds,
  );
}
