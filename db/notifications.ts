import { type Knex } from 'knex';
import { type EntityId } from '../engine/entity-id.js';
import { dialectOf } from './dialect.js';

/** The state numbers of notifications as stored. */
export const NOTIFICATION_STATES = {
  live: 1,
  delivered: 2,
  rejected: 3,
  expired: 4,
  cancelled: 5,
  parked: 6,
} as const;

export type NotificationState = keyof typeof NOTIFICATION_STATES;

export interface NewNotification {
  applicationId: EntityId;
  accountId: EntityId;
  /** The extended body as it will be sent. */
  payload: string;
  expiresAt: number;
  now: number;
}

/** Puts a notification into the outbox, due at once, in the transaction that completes its application. */
export async function enqueueNotification(trx: Knex.Transaction, notification: NewNotification): Promise<EntityId> {
  const { applicationId, accountId, payload, expiresAt, now } = notification;
  const [id] = await trx('notifications').insert({
    application_id: applicationId,
    account_id: accountId,
    payload,
    state: NOTIFICATION_STATES.live,
    attempts: 0,
    created_ms: now,
    expires_ms: expiresAt,
  });
  await addToQueue(trx, { notificationId: String(id), accountId, dueInMs: 0 });
  return String(id);
}

/** Makes a notification due in so many ms by the database's clock, be it in the queue already or not. A claim under way loses its token. */
export async function addToQueue(
  trx: Knex.Transaction,
  { notificationId, accountId, dueInMs }: { notificationId: EntityId; accountId: EntityId; dueInMs: number },
): Promise<void> {
  await trx('notification_queue')
    .insert({
      notification_id: notificationId,
      account_id: accountId,
      due_ms: trx.raw(`${dialectOf(trx).nowMs} + ?`, [dueInMs]),
      token: null,
      claims: 0,
    })
    .onConflict('notification_id')
    .merge();
}
