import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { listNotifications } from '../../../db/notifications/list-notifications.js';
import { addReplay, findReplay, type NewReplay } from '../../../db/notifications/notification-replays.js';
import { workReplays } from '../../../db/notifications/work-replays.js';
import { NOTIFICATION_STATES } from '../../../db/notifications/notifications.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { TEST_NOW } from '../../support/test-now.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../support/seed.js';

const LATER = TEST_NOW + 1_000;

const order = (db: Knex, owner: TestPartner, more: Partial<NewReplay> = {}) =>
  writeTransaction(db, (trx) =>
    addReplay(trx, { accountId: owner.accountId, userName: 'somebody', now: TEST_NOW, ...more }),
  );

async function workAll(db: Knex): Promise<number[]> {
  const batches: number[] = [];
  for (let moved = await workReplays(db, LATER); moved > 0; moved = await workReplays(db, LATER)) batches.push(moved);
  return batches;
}

async function live(db: Knex, owner: TestPartner): Promise<string[]> {
  const rows = await listNotifications(db, { accountId: owner.accountId, state: 'live', limit: 10_000 });
  const queued = await db('notification_queue').where({ account_id: owner.accountId }).pluck('notification_id');
  const ids = rows.map((row) => row.notificationId);
  assert.deepEqual((queued as string[]).sort(), [...ids].sort());
  return ids;
}

describeOnEachDatabase('workReplays', (create, kind) => {
  it('has nothing to do without a job', async () => {
    const { db } = await create();
    assert.equal(await workReplays(db, LATER), 0);
  });

  it('sends again what matches and nothing else', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [owner, stranger] = [await seed.partner(), await seed.partner()];
    const make = async (more: Parameters<typeof seedNotification>[2]) =>
      (await seedNotification(db, owner, more)).notificationId;
    await seedNotification(db, stranger, { state: 'rejected', createdAt: 50 });
    await make({ state: 'rejected', createdAt: 49 });
    const first = await make({ state: 'rejected', createdAt: 50 });
    const second = await make({ state: 'rejected', createdAt: 59 });
    await make({ state: 'rejected', createdAt: 60 });
    await make({ state: 'parked', createdAt: 55 });
    await make({ state: 'rejected', createdAt: 56, kind: 'mail' });
    const id = await order(db, owner, { state: 'rejected', since: 50, until: 60 });
    assert.deepEqual(await workAll(db), [2]);
    assert.deepEqual(await live(db, owner), [first, second]);
    assert.deepEqual(await live(db, stranger), []);
    assert.deepEqual(await findReplay(db, id), {
      replayId: id,
      accountId: owner.accountId,
      total: 2,
      done: 2,
      skipped: 0,
      createdAt: TEST_NOW,
      finishedAt: LATER,
    });
  });

  it('sends again without a state all that ended undelivered', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const ids: string[] = [];
    for (const state of ['rejected', 'expired', 'cancelled', 'parked'] as const) {
      ids.push((await seedNotification(db, owner, { state })).notificationId);
    }
    await seedNotification(db, owner, { state: 'delivered' });
    const id = await order(db, owner);
    assert.equal((await findReplay(db, id))?.total, 4);
    await workAll(db);
    assert.deepEqual(await live(db, owner), ids);
    assert.equal((await findReplay(db, id))?.finishedAt, LATER);
  });

  it('skips what is over, and says how many that were', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    await seedNotification(db, owner, { state: 'expired', expiresAt: LATER });
    const { notificationId } = await seedNotification(db, owner, { state: 'expired', expiresAt: LATER + 1 });
    const id = await order(db, owner, { state: 'expired' });
    await workAll(db);
    assert.deepEqual(await live(db, owner), [notificationId]);
    const { total, done, skipped } = (await findReplay(db, id))!;
    assert.deepEqual([total, done, skipped], [2, 2, 1]);
  });

  it('leaves alone what ended or came after the order', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const id = await order(db, owner, { state: 'parked' });
    await seedNotification(db, owner, { state: 'parked', endedAt: TEST_NOW + 1 });
    await seedNotification(db, owner, { state: 'parked', createdAt: TEST_NOW + 1 });
    await workAll(db);
    assert.deepEqual(await live(db, owner), []);
    assert.deepEqual((await findReplay(db, id))?.done, 0);
  });

  it('moves what waits for a retry', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { notificationId } = await seedNotification(db, owner);
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 4_000_000_000_000, claims: 3 }));
    await order(db, owner, { state: 'live' });
    await workAll(db);
    assert.deepEqual(await live(db, owner), [notificationId]);
    const [row] = await db('notification_queue').select<{ due_ms: number; claims: number }[]>();
    assert.ok(row!.due_ms < 4_000_000_000_000);
    assert.equal(row!.claims, 0);
  });

  it('goes on from batch to batch and from job to job until all is done, several workers at once', async () => {
    const { db, another } = await create();
    const seed = seedOf(db);
    const [owner, next, empty] = [await seed.partner(), await seed.partner(), await seed.partner()];
    for (let i = 0; i < 5; i++) await copies(db, owner, 241);
    const { notificationId } = await seedNotification(db, next, { state: 'parked' });
    const jobs = [await order(db, owner), await order(db, empty), await order(db, next)];
    // Within one process the embedded database would block the very thread that has to release its lock.
    const workers = kind.name === 'MySQL' ? [db, another(), another()] : [db];
    const counts = await Promise.all(workers.map(workAll));
    counts.push(await workAll(db));
    assert.equal(
      counts.flat().reduce((sum, count) => sum + count, 0),
      5 * 241 + 1,
    );
    assert.ok(counts.flat().every((count) => count <= 500));
    assert.equal((await live(db, owner)).length, 5 * 241);
    assert.deepEqual(await live(db, next), [notificationId]);
    for (const id of jobs) {
      const { total, done, skipped, finishedAt } = (await findReplay(db, id))!;
      assert.deepEqual([done, skipped, finishedAt], [total, 0, LATER]);
    }
  });
});

/** Creates rejected notifications with the same instant. */
async function copies(db: Knex, owner: TestPartner, count: number): Promise<void> {
  const { applicationId } = await seedNotification(db, owner, { state: 'rejected', createdAt: 100 });
  const columns = Object.keys((await db('applications').where({ id: applicationId }).first<object>())!);
  const token = (name: string, i: number) => `'${name[0]}${name[3]}${name[4]}-${i}-${applicationId}'`;
  await writeTransaction(db, async (trx) => {
    for (let i = 1; i < count; i++) {
      const own = columns.filter((name) => name !== 'id');
      const values = own.map((name) => (/_token$/.test(name) ? token(name, i) : name));
      await trx.raw(`insert into applications (${own.join()}) select ${values.join()} from applications where id = ?`, [
        applicationId,
      ]);
    }
    await trx.raw(
      `insert into notifications (application_id, account_id, payload, state, attempts, created_ms, expires_ms, ended_ms)
       select a.id, a.account_id, '{}', ${NOTIFICATION_STATES.rejected}, 1, 100, a.expires_ms, 100 from applications a
        where a.id > ? and a.account_id = ? and not exists (select 1 from notifications n where n.application_id = a.id)`,
      [applicationId, owner.accountId],
    );
  });
}
