import { type StoredNotification } from '../../db/notifications/list-notifications.js';
import { type RecordedAttempt } from '../../engine/notification/attempt.js';
import { type Schema } from '../documented.js';

/** Turns a stored notification into its form in replies. */
export function presentNotification(notification: StoredNotification): Schema<'Notification'> {
  return {
    notification_id: notification.notificationId,
    application_id: notification.applicationId,
    state: notification.state,
    under_way: notification.underWay,
    attempt_count: notification.attempts,
    last_status: notification.lastStatus ?? null,
    last_fault: notification.lastFault ?? null,
    created: presentInstant(notification.createdAt),
    expires: presentInstant(notification.expiresAt),
    ended: notification.endedAt === undefined ? null : presentInstant(notification.endedAt),
    next_attempt: notification.nextDueAt === undefined ? null : presentInstant(notification.nextDueAt),
  };
}

/** When a notification was replayed last, for operators. */
export function presentReplayed({ replayedAt }: StoredNotification): string | null {
  return replayedAt === undefined ? null : presentInstant(replayedAt);
}

/** Turns a recorded attempt into its form in replies. */
export function presentAttempt(attempt: RecordedAttempt): Schema<'NotificationAttempt'> {
  return {
    number: attempt.number,
    started: presentInstant(attempt.startedAt),
    dns_ms: attempt.dnsMs,
    connect_ms: attempt.connectMs,
    first_byte_ms: attempt.firstByteMs,
    total_ms: attempt.totalMs,
    outcome: attempt.outcome,
    status: attempt.status,
    fault: attempt.fault,
    address: attempt.address,
    reply: attempt.reply,
  };
}

/** Writes an instant (ms) by RFC 3339, in UTC, with milliseconds. */
export function presentInstant(ms: number): string {
  return new Date(ms).toISOString();
}
