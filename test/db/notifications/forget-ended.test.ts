import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { type EndedBefore, forgetEnded } from '../../../db/notifications/erasing/forget-ended.js';
import { sendAgain } from '../../../db/notifications/replay-notification.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { insertNotifications } from '../../support/insert-notifications.js';
import { type NotificationOptions, seedNotification } from '../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;
const [OLD, NEW] = [TEST_NOW - 10 * DAY, TEST_NOW - 1 * DAY];
const BEFORE = TEST_NOW - 5 * DAY;
const ALL: EndedBefore = { attempts: BEFORE, notifications: BEFORE };

async function forgetAll(db: Knex, before: EndedBefore = ALL): Promise<number> {
  let calls = 0;
  for (let after: string | undefined = '0'; after !== undefined; calls += 1) {
    after = await forgetEnded(db, before, after);
  }
  return calls;
}

const kept = (db: Knex): Promise<string[]> => db('notifications').orderBy('id').pluck('id');
const withAttempts = async (db: Knex): Promise<string[]> => [
  ...new Set<string>(await db('notification_attempts').orderBy('notification_id').pluck('notification_id')),
];

describeOnEachDatabase('forgetEnded', (create) => {
  let db: Knex;
  let owner: TestPartner;
  beforeEach(async () => {
    ({ db } = await create());
    owner = await seedOf(db).partner();
  });

  const make = async (options: NotificationOptions, attempts = 2): Promise<string> => {
    const { notificationId } = await seedNotification(db, owner, { createdAt: OLD, ...options });
    const rows = Array.from({ length: attempts }, (_, index) => ({
      notification_id: notificationId,
      number: index + 1,
      started_ms: OLD,
      total_ms: 1,
      outcome: 'delivered' as const,
    }));
    if (attempts > 0) await writeStatement(db, (to) => to('notification_attempts').insert(rows));
    return notificationId;
  };

  it('deletes what ended before the instant, however it ended, and nothing that is to be sent', async () => {
    const live = await make({ state: 'live' });
    for (const state of ['delivered', 'rejected', 'expired', 'cancelled', 'parked'] as const) await make({ state });
    const justEnded = await make({ state: 'delivered', endedAt: NEW });
    const young = await make({ state: 'delivered', createdAt: NEW });
    await forgetAll(db);
    assert.deepEqual(await kept(db), [live, justEnded, young]);
    assert.deepEqual(await withAttempts(db), [live, justEnded, young]);
  });

  it('deletes attempts alone, and keeps everything, as it is told', async () => {
    const old = await make({ state: 'delivered' });
    const young = await make({ state: 'delivered', createdAt: NEW });
    await forgetAll(db, { attempts: undefined, notifications: undefined });
    assert.deepEqual(await withAttempts(db), [old, young]);
    await forgetAll(db, { attempts: BEFORE, notifications: undefined });
    assert.deepEqual(await kept(db), [old, young]);
    assert.deepEqual(await withAttempts(db), [young]);
  });

  it('keeps invitations while they can be sent again', async () => {
    const application = (state: number, expiresAt: number) => seedOf(db).application(owner, { state, expiresAt });
    const later = TEST_NOW + 100 * DAY;
    const { incomplete, completed, cancelled } = APPLICATION_STATES;
    const invite = async (applicationId: string, expiresAt = later) =>
      make({ kind: 'mail', state: 'delivered', applicationId, expiresAt });
    const open = await invite(await application(incomplete, later));
    await invite(await application(completed, later));
    await invite(await application(cancelled, later));
    await invite(await application(incomplete, OLD), OLD);
    await forgetAll(db);
    assert.deepEqual(await kept(db), [open]);
  });

  it('goes through very many in batches, and deletes few rows at a time', async () => {
    const live = await make({ state: 'live' });
    await insertNotifications(db, owner, { count: 1_100, state: 'delivered' });
    const before = TEST_NOW + DAY;
    const last = await make({ state: 'delivered' }, 15);
    assert.ok((await forgetAll(db, { attempts: before, notifications: before })) >= 3);
    assert.deepEqual([await kept(db), await withAttempts(db)], [[live], [live]]);
    assert.notEqual(last, live);
  });

  it('ends where everything is younger', async () => {
    for (let n = 0; n < 3; n += 1) await make({ state: 'delivered', createdAt: NEW }, 0);
    assert.equal(await forgetAll(db), 1);
  });

  it('leaves one that is sent again meanwhile, with its attempts', async () => {
    const id = await make({ state: 'rejected' });
    const [replayed] = await Promise.all([
      writeTransaction(db, (trx) => sendAgain(trx, { notificationIds: [id] })).then(() => true),
      forgetAll(db),
    ]);
    assert.ok(replayed);
    const [rows, waiting] = [await kept(db), await db('notification_queue').pluck('notification_id')];
    // Whoever came first: both or none.
    assert.deepEqual(rows, waiting);
  });
});
