import { type Knex } from 'knex';
import {
  enqueueNotification,
  NOTIFICATION_STATES,
  type NotificationKind,
  type NotificationState,
} from '../../db/notifications/notifications.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { TEST_NOW } from './test-now.js';
import { seedOf, type TestPartner } from './seed.js';

export interface NotificationOptions {
  kind?: NotificationKind;
  /** An application that already exists, completed or not. */
  applicationId?: string;
  state?: NotificationState;
  createdAt?: number;
  expiresAt?: number;
  endedAt?: number;
}

/** Creates a completed application with its notification in this state. A live notification is due now. */
export async function seedNotification(
  db: Knex,
  owner: TestPartner,
  {
    applicationId: existing,
    kind = 'notification',
    state = 'live',
    createdAt = TEST_NOW,
    expiresAt,
    endedAt = createdAt,
  }: NotificationOptions = {},
): Promise<{ applicationId: string; notificationId: string }> {
  const expires = expiresAt ?? TEST_NOW + 365 * 24 * 60 * 60 * 1000;
  const { accountId } = owner;
  const completed = { state: APPLICATION_STATES.completed, completedAt: createdAt, expiresAt: expires };
  const applicationId = existing ?? (await seedOf(db).application(owner, completed));
  const notificationId = await writeTransaction(db, (trx) =>
    enqueueNotification(trx, { kind, applicationId, accountId, payload: '{}', expiresAt: expires, now: createdAt }),
  );
  if (state !== 'live') {
    await writeStatement(db, (to) => to('notification_queue').where({ notification_id: notificationId }).delete());
    await writeStatement(db, (to) =>
      to('notifications')
        .where({ id: notificationId })
        .update({ state: NOTIFICATION_STATES[state], ended_ms: endedAt, attempts: 1, first_started_ms: createdAt }),
    );
  }
  return { applicationId, notificationId };
}
