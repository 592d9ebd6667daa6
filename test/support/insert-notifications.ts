import { type Knex } from 'knex';
import {
  NOTIFICATION_KINDS,
  NOTIFICATION_STATES,
  type NotificationState,
} from '../../db/notifications/notifications.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { insertMany, type TestPartner } from './seed.js';
import { TEST_NOW } from './test-now.js';

interface ManyNotifications {
  count: number;
  /** Not `live`, because there are no rows of the queue. */
  state: Exclude<NotificationState, 'live'>;
  lastStatus?: number;
}

/** Inserts very many applications, each with a notification that has ended, a millisecond after the one before. */
export async function insertNotifications(
  db: Knex,
  owner: TestPartner,
  { count, state, lastStatus }: ManyNotifications,
): Promise<void> {
  await insertMany(db, owner, { count });
  await writeStatement(db, (to) =>
    to.raw(
      `insert into notifications (application_id, account_id, kind, payload, state, attempts, last_status, created_ms, expires_ms, ended_ms)
       select a.id, a.account_id, ?, '{}', ?, 1, ?, ? + a.id, a.expires_ms, ? from applications a
        where a.account_id = ? and not exists (select 1 from notifications n where n.application_id = a.id)`,
      [
        NOTIFICATION_KINDS.notification,
        NOTIFICATION_STATES[state],
        lastStatus ?? null,
        TEST_NOW,
        TEST_NOW,
        owner.accountId,
      ],
    ),
  );
}
