import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { type ClaimedNotification } from '../../../db/notifications/claim-notifications.js';
import { type FinishedAttempt, finishNotifications } from '../../../db/notifications/finish-notifications.js';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { listAttempts } from '../../../db/notifications/notification-attempts.js';
import { NOTIFICATION_CHANNELS, type NotificationState } from '../../../db/notifications/notifications.js';
import { replayNotification, sendAgain } from '../../../db/notifications/replay-notification.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { TEST_NOW } from '../../support/test-now.js';
import { claimDue, finishedAttempt } from '../../support/claims.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf } from '../../support/seed.js';

const replay = (db: Knex, notificationId: string, accountId: string, now = TEST_NOW) =>
  writeTransaction(db, (trx) => replayNotification(trx, { notificationId, accountId }, now));
const queue = (db: Knex) => db('notification_queue').select<{ due_ms: number; token: string | null }[]>();

const ended = (claimed: ClaimedNotification, how: Partial<FinishedAttempt>) =>
  finishedAttempt(claimed, {
    number: 2,
    dnsMs: 1,
    connectMs: 2,
    firstByteMs: 3,
    status: null,
    address: '203.0.113.1',
    reply: 'thanks',
    ...how,
  });

describeOnEachDatabase('replayNotification', (create) => {
  const states: NotificationState[] = ['delivered', 'rejected', 'expired', 'cancelled', 'parked'];
  it('makes what has ended, however it did, live and due, its schedule new and its attempts counted on', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    for (const state of states) {
      const { notificationId, applicationId } = await seedNotification(db, owner, { state });
      assert.equal(await replay(db, notificationId, owner.accountId), 'replayed');
      const found = (await findNotification(db, applicationId))!;
      assert.deepEqual([found.state, found.attempts, found.endedAt], ['live', 1, undefined], state);
      assert.equal(found.replayedAt, TEST_NOW, state);
      const [claimed, ...others] = await claimDue(db);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [claimed?.notificationId, claimed?.claims, claimed?.attempts, claimed?.firstStartedAt],
        [notificationId, 1, 1, undefined],
      );
    }
  });

  it('moves a pending retry and adds none, however often', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { notificationId } = await seedNotification(db, owner);
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 4_000_000_000_000 }));
    assert.deepEqual(await claimDue(db), []);
    for (let i = 0; i < 3; i++) await replay(db, notificationId, owner.accountId);
    assert.equal((await queue(db)).length, 1);
    assert.equal((await claimDue(db)).length, 1);
  });

  it('does not know a message', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const { notificationId } = await seedNotification(db, owner, { kind: 'mail', state: 'parked' });
    assert.equal(await replay(db, notificationId, owner.accountId), 'unknown');
  });

  it('puts a message sent again into its own channel', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const { notificationId } = await seedNotification(db, owner, { kind: 'sms', state: 'parked' });
    await writeTransaction(db, (trx) => sendAgain(trx, { notificationIds: [notificationId] }));
    assert.deepEqual((await db('notification_queue').pluck('channel')).map(Number), [NOTIFICATION_CHANNELS.messages]);
    assert.deepEqual(await db('notifications').pluck('replayed_ms'), [null]);
  });

  it('never has two attempts at once: one under way is due when its lease is over, and its failure ends nothing', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { notificationId, applicationId } = await seedNotification(db, owner);
    const [sending] = await claimDue(db);
    const [before] = await queue(db);
    await replay(db, notificationId, owner.accountId);
    const [after] = await queue(db);
    assert.deepEqual([after?.due_ms, after?.token], [before?.due_ms, null]);
    assert.deepEqual(await claimDue(db), []);
    await finishNotifications(db, [ended(sending!, { outcome: 'rejected', status: 410, next: { ended: 'rejected' } })]);
    const found = await findNotification(db, applicationId);
    assert.deepEqual([found?.state, found?.attempts], ['live', 2]);
    assert.equal((await queue(db)).length, 1);
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 0 }));
    assert.equal((await claimDue(db))[0]?.attempts, 2);
  });

  it('lets a 200 of what was being sent end it', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { notificationId, applicationId } = await seedNotification(db, owner);
    const [sending] = await claimDue(db);
    await replay(db, notificationId, owner.accountId);
    await finishNotifications(db, [
      ended(sending!, { outcome: 'delivered', status: 200, next: { ended: 'delivered' } }),
    ]);
    assert.equal((await findNotification(db, applicationId))?.state, 'delivered');
    assert.deepEqual(await queue(db), []);
    const [attempt] = await listAttempts(db, notificationId);
    assert.deepEqual(attempt, {
      number: 2,
      startedAt: 1_000,
      dnsMs: 1,
      connectMs: 2,
      firstByteMs: 3,
      totalMs: 5,
      outcome: 'delivered',
      status: 200,
      fault: null,
      address: '203.0.113.1',
      reply: 'thanks',
    });
  });

  it('refuses what is over or of another account', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { notificationId } = await seedNotification(db, owner, { state: 'parked', expiresAt: TEST_NOW });
    assert.equal(await replay(db, notificationId, owner.accountId), 'expired');
    assert.equal(await replay(db, notificationId, owner.accountId, TEST_NOW - 1), 'replayed');
    assert.equal(await replay(db, notificationId, await seed.account()), 'unknown');
    assert.equal(await replay(db, '999999', owner.accountId), 'unknown');
  });
});
