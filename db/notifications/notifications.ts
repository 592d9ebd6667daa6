import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';

/** The numbers of the states of notifications, as stored. */
export const NOTIFICATION_STATES = {
  live: 1,
  delivered: 2,
  rejected: 3,
  expired: 4,
  cancelled: 5,
  parked: 6,
} as const;

export type NotificationState = keyof typeof NOTIFICATION_STATES;

/** The numbers of the kinds, as stored. An application has at most one notification of each kind. */
export const NOTIFICATION_KINDS = { notification: 1, mail: 2, sms: 3 } as const;

export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

/**
 * The numbers of the channels, as stored. One loop with its own slots sends each channel, so that one channel does not
 * hold up the other.
 */
export const NOTIFICATION_CHANNELS = { endpoint: 1, messages: 2 } as const;

export type NotificationChannel = keyof typeof NOTIFICATION_CHANNELS;

/**
 * The columns of a live notification that ends in that state at that instant, ms. What ends with a reminder is the
 * reminder: the invitation is then again what it was before, sent.
 */
export function endedAs(db: Knex, state: Exclude<NotificationState, 'live'>, at: number) {
  const { delivered } = NOTIFICATION_STATES;
  // The order matters: one database reads a column after the assignments before it.
  return {
    state: db.raw('case when sent_ms is null then ? else ? end', [NOTIFICATION_STATES[state], delivered]),
    ended_ms: db.raw('coalesce(sent_ms, ?)', [at]),
    sent_ms: null,
  };
}

export interface NewNotification {
  kind: NotificationKind;
  applicationId: EntityId;
  accountId: EntityId;
  /** For a notification, the extended body as it will be sent. For a message, the data that its sender needs. */
  payload: string;
  expiresAt: number;
  now: number;
}

/**
 * Puts a notification or a message into the outbox, due at once, in the same transaction as the event that causes it. A
 * second one of the same kind for the application is a duplicate key.
 */
export async function enqueueNotification(trx: Knex.Transaction, notification: NewNotification): Promise<EntityId> {
  const { kind, applicationId, accountId, payload, expiresAt, now } = notification;
  const [id] = await trx('notifications').insert({
    kind: NOTIFICATION_KINDS[kind],
    application_id: applicationId,
    account_id: accountId,
    payload,
    state: NOTIFICATION_STATES.live,
    attempts: 0,
    created_ms: now,
    expires_ms: expiresAt,
  });
  await trx('notification_queue').insert({
    notification_id: String(id),
    channel: NOTIFICATION_CHANNELS[kind === 'notification' ? 'endpoint' : 'messages'],
    account_id: accountId,
    due_ms: trx.raw(dialectOf(trx).nowMs),
    token: null,
    claims: 0,
  });
  return String(id);
}
