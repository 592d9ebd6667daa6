import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import {
  addBulkReplay,
  countReplayable,
  findBulkReplay,
  listBulkReplays,
  REPLAYED_AT_MOST,
} from '../../../db/notifications/bulk-replays.js';
import { listNotifications } from '../../../db/notifications/list-notifications.js';
import { addReplay } from '../../../db/notifications/notification-replays.js';
import { type NotificationFilter } from '../../../db/notifications/notification-filter.js';
import { workReplays } from '../../../db/notifications/work-replays.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { insertNotifications } from '../../support/insert-notifications.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const LATER = TEST_NOW + 1_000;

async function order(db: Knex, filter: NotificationFilter): Promise<string> {
  const { total } = (await countReplayable(db, filter, TEST_NOW))!;
  return writeTransaction(db, (trx) => addBulkReplay(trx, { filter, total, userName: 'olga', now: TEST_NOW }));
}

async function workAll(db: Knex): Promise<void> {
  while ((await workReplays(db, LATER)) > 0);
}

async function live(db: Knex, owner: TestPartner): Promise<string[]> {
  const rows = await listNotifications(db, { accountId: owner.accountId, state: 'live', limit: 10_000 });
  return rows.map(({ notificationId }) => notificationId);
}

describeOnEachDatabase('bulk replays', (create) => {
  it('send again what matches, on one account or on all, and say how many', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [acme, borg] = [await seed.partner(), await seed.partner()];
    const make = async (owner: TestPartner, result: object, more: Parameters<typeof seedNotification>[2] = {}) => {
      const { notificationId: id } = await seedNotification(db, owner, { state: 'rejected', createdAt: 50, ...more });
      await writeStatement(db, (to) => to('notifications').where({ id }).update(result));
      return id;
    };
    const first = await make(acme, { last_status: 503 });
    const other = await make(acme, { last_status: 404 });
    const foreign = await make(borg, { last_status: 503 });
    const past = await make(borg, { last_status: 503 }, { expiresAt: TEST_NOW });
    await make(borg, { last_status: 503 }, { state: 'delivered' });
    await make(borg, { last_status: 503 }, { kind: 'mail' });
    await make(borg, { last_status: 503 }, { createdAt: 49 });
    const filter = { fault: '503', since: 50, until: 60 };
    assert.deepEqual(await countReplayable(db, filter, TEST_NOW), { total: 3, skipped: 1 });
    assert.deepEqual(await countReplayable(db, { accountId: acme.accountId }, TEST_NOW), { total: 2, skipped: 0 });
    const id = await order(db, filter);
    await workAll(db);
    assert.deepEqual([await live(db, acme), await live(db, borg)], [[first], [foreign]]);
    assert.deepEqual(await findBulkReplay(db, id), {
      replayId: id,
      filter,
      userName: 'olga',
      total: 3,
      done: 3,
      skipped: 1,
      createdAt: TEST_NOW,
      finishedAt: LATER,
    });
    const ofAcme = await order(db, { accountId: acme.accountId, state: 'rejected' });
    await workAll(db);
    assert.deepEqual(await live(db, acme), [first, other]);
    const listed = (await listBulkReplays(db, 10)).map(({ replayId, done }) => [replayId, done]);
    assert.deepEqual(listed, [
      [ofAcme, 1],
      [id, 3],
    ]);
    assert.deepEqual((await listBulkReplays(db, 1)).length, 1);
    assert.equal(await countReplayable(db, { state: 'expired' }, TEST_NOW).then((found) => found?.total), 0);
    assert.ok(past);
  });

  it('leave alone what came or ended after the order, and come before those of partners', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const { accountId } = owner;
    await writeTransaction(db, (trx) => addReplay(trx, { accountId, userName: 'bot', now: TEST_NOW }));
    const id = await order(db, { accountId });
    await seedNotification(db, owner, { state: 'rejected', endedAt: TEST_NOW + 1 });
    await seedNotification(db, owner, { state: 'rejected', createdAt: TEST_NOW + 1 });
    const before = await seedNotification(db, owner, { state: 'rejected', endedAt: TEST_NOW });
    await workReplays(db, LATER);
    assert.deepEqual(await live(db, owner), [before.notificationId]);
    assert.equal((await findBulkReplay(db, id))?.done, 1);
    await workAll(db);
    assert.deepEqual(await live(db, owner), [before.notificationId]);
  });

  it('go through many batches in which little matches, and refuse to count too many', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await insertNotifications(db, owner, { count: 1_200, state: 'rejected', lastStatus: 500 });
    const ids = (await db('notifications').orderBy('id').pluck('id')) as string[];
    const rare = [ids[0]!, ids[499]!, ids[500]!, ids[1_199]!];
    await writeStatement(db, (to) => to('notifications').whereIn('id', rare).update({ last_status: 418 }));
    const now = TEST_NOW + 1_000_000;
    await writeStatement(db, (to) => to('notifications').update({ ended_ms: TEST_NOW }));
    const filter: NotificationFilter = { fault: '418' };
    assert.deepEqual(await countReplayable(db, filter, now), { total: 4, skipped: 0 });
    const id = await writeTransaction(db, (trx) => addBulkReplay(trx, { filter, total: 4, userName: 'olga', now }));
    await workAll(db);
    assert.deepEqual(await live(db, owner), rare);
    const { total, done, skipped } = (await findBulkReplay(db, id))!;
    assert.deepEqual([total, done, skipped], [4, 4, 0]);
    assert.ok(REPLAYED_AT_MOST > 1_200);
  });
});
