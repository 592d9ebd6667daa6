import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import {
  findNotification,
  listNotifications,
  type NotificationQuery,
} from '../../../db/notifications/list-notifications.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { claimDue } from '../../support/claims.js';
import { TEST_NOW } from '../../support/test-now.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { queryCosts } from '../../support/query-cost.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf } from '../../support/seed.js';

const claimAll = (db: Knex) => claimDue(db, { token: 'token' });

describeOnEachDatabase('findNotification', (create) => {
  it('answers nothing for an application without one', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    assert.equal(await findNotification(db, await seed.application(owner)), undefined);
  });

  it('does not take a message of the same application for it, and finds that when asked for', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const mail = await seedNotification(db, owner, { kind: 'mail' });
    const { applicationId } = mail;
    assert.equal(await findNotification(db, applicationId), undefined);
    const { notificationId } = await seedNotification(db, owner, { applicationId });
    assert.equal((await findNotification(db, applicationId))?.notificationId, notificationId);
    assert.equal((await findNotification(db, applicationId, 'mail'))?.notificationId, mail.notificationId);
    for (const state of ['live', undefined] as const) {
      const listed = await listNotifications(db, { accountId: owner.accountId, state, limit: 10 });
      assert.deepEqual(
        listed.map((one) => one.notificationId),
        [notificationId],
      );
    }
  });

  it('tells when a live one is due, and hides the lease while it is being sent', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { applicationId } = await seedNotification(db, owner);
    const waiting = await findNotification(db, applicationId);
    assert.deepEqual([waiting?.state, waiting?.underWay], ['live', false]);
    assert.ok(waiting?.nextDueAt);
    await claimAll(db);
    const sending = await findNotification(db, applicationId);
    assert.deepEqual([sending?.underWay, sending?.nextDueAt], [true, undefined]);
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 5 }));
    const leaseOver = await findNotification(db, applicationId);
    assert.deepEqual([leaseOver?.underWay, leaseOver?.nextDueAt], [false, 5]);
  });

  it('tells how one ended', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const { applicationId, notificationId } = await seedNotification(db, owner, { state: 'rejected', endedAt: 77 });
    await writeStatement(db, (to) => to('notifications').where({ id: notificationId }).update({ last_status: 404 }));
    const { expiresAt, ...found } = (await findNotification(db, applicationId))!;
    assert.ok(expiresAt > TEST_NOW);
    assert.deepEqual(found, {
      notificationId,
      applicationId,
      accountId: owner.accountId,
      state: 'rejected',
      attempts: 1,
      lastStatus: 404,
      lastFault: undefined,
      createdAt: TEST_NOW,
      endedAt: 77,
      sentAt: undefined,
      replayedAt: undefined,
      nextDueAt: undefined,
      underWay: false,
    });
  });
});

describeOnEachDatabase('listNotifications', (create, kind) => {
  it('walks every filter in pages of any size, by creation and id', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const stranger = await seed.partner();
    const all: { id: string; state: string; createdAt: number }[] = [];
    for (const [i, createdAt] of [30, 10, 10, 20, 10, 30].entries()) {
      const state = i % 2 === 0 ? 'parked' : 'delivered';
      const { notificationId } = await seedNotification(db, owner, { state, createdAt });
      await seedNotification(db, stranger, { state, createdAt });
      all.push({ id: notificationId, state, createdAt });
    }
    all.sort((a, b) => a.createdAt - b.createdAt || Number(a.id) - Number(b.id));
    const { accountId } = owner;
    const filters: Partial<NotificationQuery>[] = [{}, { state: 'parked' }, { since: 20 }, { until: 20 }];
    filters.push({ state: 'delivered', since: 10, until: 30 }, { state: 'live' }, { since: 11, until: 11 });
    for (const filter of filters) {
      const { state, since = 0, until = Infinity } = filter;
      const expected = all.filter(
        (one) => one.createdAt >= since && one.createdAt < until && (state ?? one.state) === one.state,
      );
      for (const size of [1, 2, 100]) {
        assert.deepEqual(
          await walk(db, { accountId, ...filter }, size),
          expected.map(({ id }) => id),
          JSON.stringify({ ...filter, size }),
        );
      }
    }
  });

  it('reads plain ranges of an index and sorts nothing', async () => {
    const { db } = await create();
    const start = { createdAt: 5, notificationId: '7' };
    const costs = await queryCosts(db, kind.name, async (trx) => {
      for (const state of [undefined, 'parked'] as const) {
        await listNotifications(trx, { accountId: '1', state, limit: 9 });
        await listNotifications(trx, { accountId: '1', state, since: 3, until: 9, start, limit: 9 });
      }
    });
    assert.equal(costs.length, 6);
    assert.deepEqual(
      costs.filter(({ dear }) => dear).map(({ sql, plan }) => [plan, sql]),
      [],
    );
  });

  it('does not go before since, wherever the place given is', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    await seedNotification(db, owner, { createdAt: 10 });
    const later = await seedNotification(db, owner, { createdAt: 20 });
    const start = { createdAt: 5, notificationId: '0' };
    const found = await listNotifications(db, { accountId: owner.accountId, since: 15, start, limit: 9 });
    assert.deepEqual(
      found.map((one) => one.notificationId),
      [later.notificationId],
    );
  });
});

async function walk(db: Knex, query: Omit<NotificationQuery, 'limit'>, size: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start: NotificationQuery['start'], more = true; more;) {
    const page = await listNotifications(db, { ...query, start, limit: size + 1 });
    ids.push(...page.slice(0, size).map((one) => one.notificationId));
    start = page[size];
    more = start !== undefined;
  }
  return ids;
}
