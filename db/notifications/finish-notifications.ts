import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { type RecordedAttempt } from '../../engine/notification/attempt.js';
import { recordAttempts } from './notification-attempts.js';
import { endedAs, NOTIFICATION_STATES, type NotificationState } from './notifications.js';
import { dialectOf } from '../connection/dialect.js';
import { writeTransaction } from '../connection/transaction.js';

/** One attempt that has ended, and what follows from it. */
export interface FinishedAttempt extends RecordedAttempt {
  notificationId: EntityId;
  token: string;
  /** The time until the next attempt, or the state in which the notification ended. */
  next: { dueInMs: number } | { ended: Exclude<NotificationState, 'live'> };
}

/**
 * Records attempts and what follows from them, in one transaction. Only the holder of the newest token reschedules or
 * ends a notification. A 200 counts from any holder, and a notification that has ended stays ended.
 */
export async function finishNotifications(db: Knex, attempts: readonly FinishedAttempt[]): Promise<void> {
  await writeTransaction(db, async (trx) => {
    await recordAttempts(trx, attempts);
    const delivered = attempts.filter(({ next }) => 'ended' in next && next.ended === 'delivered');
    for (const status of new Set(delivered.map((attempt) => attempt.status))) {
      const alike = delivered.filter((attempt) => attempt.status === status);
      await endDelivered(trx, alike, status);
    }
    for (const attempt of attempts) {
      if (!delivered.includes(attempt)) await follow(trx, attempt);
    }
  });
}

// One statement for all attempts of a batch with the same result. The attempts that gathered during one write ended
// within milliseconds of each other. Each attempt has its own row with its own times.
async function endDelivered(trx: Knex.Transaction, attempts: FinishedAttempt[], status: number | null): Promise<void> {
  const starts = attempts.map(({ startedAt }) => startedAt);
  const ids = attempts.map(({ notificationId }) => notificationId);
  await trx('notification_queue').whereIn('notification_id', ids).delete();
  await trx('notifications')
    .whereIn('id', ids)
    .where({ state: NOTIFICATION_STATES.live })
    .update({
      state: NOTIFICATION_STATES.delivered,
      attempts: trx.raw('attempts + 1'),
      last_status: status,
      last_fault: null,
      first_started_ms: trx.raw('coalesce(first_started_ms, ?)', [Math.min(...starts)]),
      last_started_ms: Math.max(...starts),
      ended_ms: Math.max(...attempts.map(({ startedAt, totalMs }) => startedAt + totalMs)),
      sent_ms: null,
    });
}

async function follow(trx: Knex.Transaction, attempt: FinishedAttempt): Promise<void> {
  const { notificationId, token, number, startedAt, totalMs, status, fault, next } = attempt;
  const mine = trx('notification_queue').where({ notification_id: notificationId, token });
  const held =
    'dueInMs' in next
      ? await mine.update({ due_ms: trx.raw(`${dialectOf(trx).nowMs} + ?`, [next.dueInMs]), token: null, claims: 0 })
      : await mine.delete();
  if (held === 0) {
    // The attempt keeps its number, so that the next attempt does not overwrite it.
    await trx('notifications')
      .where({ id: notificationId })
      .andWhere('attempts', '<', number)
      .update({ attempts: number });
    return;
  }
  await trx('notifications')
    .where({ id: notificationId, state: NOTIFICATION_STATES.live })
    .update({
      attempts: trx.raw('attempts + 1'),
      first_started_ms: trx.raw('coalesce(first_started_ms, ?)', [startedAt]),
      last_started_ms: startedAt,
      last_status: status,
      last_fault: fault?.slice(0, 190) ?? null,
      ...('ended' in next && endedAs(trx, next.ended, startedAt + totalMs)),
    });
}

/** Ends a claimed notification without an attempt: it has expired, or each claim of it ended its process. */
export async function endClaimed(
  db: Knex,
  { notificationId, token }: { notificationId: EntityId; token: string },
  { state, now }: { state: 'expired' | 'parked' | 'cancelled'; now: number },
): Promise<void> {
  await writeTransaction(db, async (trx) => {
    const held = await trx('notification_queue').where({ notification_id: notificationId, token }).delete();
    if (held === 0) return;
    await trx('notifications')
      .where({ id: notificationId, state: NOTIFICATION_STATES.live })
      .update(endedAs(trx, state, now));
  });
}
