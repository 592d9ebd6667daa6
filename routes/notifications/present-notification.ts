import { type StoredNotification } from '../../db/notifications/list-notifications.js';
import { type StoredAttempt } from '../../db/notifications/notification-attempts.js';

/** A notification as its account sees it: what became of it, and nothing of the config it is sent by. */
export interface NotificationView {
  notification_id: string;
  application_id: string;
  state: StoredNotification['state'];
  under_way: boolean;
  attempt_count: number;
  last_status: number | null;
  last_fault: string | null;
  created: string;
  expires: string;
  ended: string | null;
  next_attempt: string | null;
}

/** One attempt; whole milliseconds, those of a step that was not reached are null. */
export interface AttemptView {
  number: number;
  started: string;
  dns_ms: number | null;
  connect_ms: number | null;
  first_byte_ms: number | null;
  total_ms: number;
  outcome: StoredAttempt['outcome'];
  status: number | null;
  fault: string | null;
  address: string | null;
  reply: string;
}

/** A stored notification as it is answered. */
export function presentNotification(notification: StoredNotification): NotificationView {
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

/** A recorded attempt as it is answered. */
export function presentAttempt(attempt: StoredAttempt): AttemptView {
  return {
    number: attempt.number,
    started: presentInstant(attempt.startedAt),
    dns_ms: attempt.dnsMs ?? null,
    connect_ms: attempt.connectMs ?? null,
    first_byte_ms: attempt.firstByteMs ?? null,
    total_ms: attempt.totalMs,
    outcome: attempt.outcome,
    status: attempt.status ?? null,
    fault: attempt.fault ?? null,
    address: attempt.address ?? null,
    reply: attempt.reply,
  };
}

/** An instant (ms) in RFC 3339, UTC, with milliseconds. */
export function presentInstant(ms: number): string {
  return new Date(ms).toISOString();
}
