import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import {
  COUNTED,
  countNotifications,
  LOOKED_AT,
  newestNotifications,
} from '../../../db/notifications/newest-notifications.js';
import { type NotificationFilter } from '../../../db/notifications/notification-filter.js';
import { recordAttempts } from '../../../db/notifications/notification-attempts.js';
import { type NotificationState } from '../../../db/notifications/notifications.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { type AttemptOutcome } from '../../../engine/notification/outcome.js';
import { type NotificationCursor } from '../../../engine/notification/notification-cursor.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { insertNotifications } from '../../support/insert-notifications.js';
import { queryCosts } from '../../support/query-cost.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../support/seed.js';

interface Known {
  id: string;
  accountId: string;
  state: string;
  createdAt: number;
  fault: string;
}

type Attempts = [startedAt: number, outcome: AttemptOutcome][];

/** Records attempts of a notification, the oldest first. */
async function tried(db: Knex, notificationId: string, attempts: Attempts): Promise<void> {
  const times = { dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 1 };
  const answer = { status: null, fault: null, address: null, reply: '' };
  const all = attempts.map(([startedAt, outcome], index) => ({
    ...{ notificationId, number: index + 1, startedAt, outcome, ...times, ...answer },
  }));
  await writeTransaction(db, (trx) => recordAttempts(trx, all));
  const last = { last_started_ms: attempts.at(-1)![0] };
  await writeStatement(db, (to) => to('notifications').where({ id: notificationId }).update(last));
}

async function walk(db: Knex, filter: NotificationFilter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start: NotificationCursor | undefined; ;) {
    const { notifications, next } = await newestNotifications(db, filter, { start, limit });
    ids.push(...notifications.map(({ notificationId }) => notificationId));
    if (!next) break;
    start = next;
  }
  return ids;
}

describeOnEachDatabase('newestNotifications', (create, kind) => {
  it('walks every filter in pages of any size, the newest first', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owners = [await seed.partner(), await seed.partner()] as const;
    const all: Known[] = [];
    for (const [i, createdAt] of [30, 10, 10, 20, 10, 30, 40].entries()) {
      for (const [of, owner] of owners.entries()) {
        const state = (['parked', 'delivered', 'rejected'] as const)[(i + of) % 3]!;
        const { notificationId: id } = await seedNotification(db, owner, { state, createdAt });
        const last = state === 'delivered' ? '200' : i % 2 === 0 ? '503' : 'tls: CERT_HAS_EXPIRED';
        const result = /^\d/.test(last) ? { last_status: Number(last) } : { last_fault: last };
        await writeStatement(db, (to) => to('notifications').where({ id }).update(result));
        all.push({ id, accountId: owner.accountId, state, createdAt, fault: last });
      }
    }
    await seedNotification(db, owners[0], { kind: 'mail', createdAt: 20 });
    all.sort((a, b) => b.createdAt - a.createdAt || Number(b.id) - Number(a.id));
    const { accountId } = owners[0];
    const filters: NotificationFilter[] = [{}, { state: 'parked' }, { since: 20 }, { until: 20 }, { fault: '503' }];
    filters.push({ state: 'rejected', since: 10, until: 30 }, { state: 'live' }, { fault: 'TLS' }, { fault: '200' });
    filters.push({ since: 10, until: 40, fault: 'expired' }, { fault: '%' }, { since: 11, until: 11 });
    for (const filter of filters.flatMap((one) => [one, { accountId, ...one }])) {
      const expected = all.filter(
        (one) =>
          one.accountId === (filter.accountId ?? one.accountId) &&
          one.createdAt >= (filter.since ?? 0) &&
          one.createdAt < (filter.until ?? Infinity) &&
          one.state === (filter.state ?? one.state) &&
          one.fault.toLowerCase().includes((filter.fault ?? '').toLowerCase()),
      );
      for (const size of [1, 3, 100]) {
        const ids = expected.map(({ id }) => id);
        assert.deepEqual(await walk(db, filter, size), ids, JSON.stringify({ ...filter, size }));
      }
      assert.deepEqual(await countNotifications(db, filter), { count: expected.length, atLeast: false });
      for (const [place, { id, createdAt }] of expected.entries()) {
        const newer = await countNotifications(db, filter, { createdAt, notificationId: id });
        assert.deepEqual(newer, { count: place, atLeast: false }, JSON.stringify({ ...filter, place }));
      }
    }
  });

  it('finds what had an attempt that failed since then, delivered meanwhile or not', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const made = async (state: NotificationState, attempts: Attempts) => {
      const { notificationId } = await seedNotification(db, owner, { state });
      if (attempts.length > 0) await tried(db, notificationId, attempts);
      return notificationId;
    };
    await made('live', []);
    await made('rejected', [[99, 'rejected']]);
    await made('delivered', [[100, 'delivered']]);
    await made('delivered', [[99, 'retried'], [100, 'delivered']]); // prettier-ignore
    const mended = await made('delivered', [[100, 'no-response'], [101, 'delivered']]); // prettier-ignore
    const waits = await made('live', [[90, 'retried'], [120, 'blocked']]); // prettier-ignore
    for (const filter of [{}, { accountId: owner.accountId }, { until: Number.MAX_SAFE_INTEGER }]) {
      const failed = { ...filter, failedSince: 100 };
      assert.deepEqual((await walk(db, failed, 1)).sort(), [mended, waits].sort());
      assert.deepEqual(await countNotifications(db, failed), { count: 2, atLeast: false });
    }
    assert.deepEqual(await walk(db, { failedSince: 100, state: 'live' }, 9), [waits]);
    assert.deepEqual(await walk(db, { failedSince: 100, fault: '503' }, 9), []);
  });

  it('reads ranges of an index and sorts nothing', async () => {
    const { db } = await create();
    // An empty table is read as a whole.
    const { notificationId } = await seedNotification(db, await seedOf(db).partner());
    await tried(
      db,
      notificationId,
      Array.from({ length: 15 }, (_, n) => [n, 'retried']),
    );
    const start = { createdAt: 5, notificationId: '7' };
    const filters: NotificationFilter[] = [{}, { state: 'parked' }, { fault: '503' }, { state: 'live', fault: 'tls' }];
    filters.push({ failedSince: 3 }, { state: 'live', failedSince: 3 });
    const costs = await queryCosts(db, kind.name, async (trx) => {
      for (const filter of filters.flatMap((one) => [one, { ...one, accountId: '1' }])) {
        await newestNotifications(trx, filter, { limit: 9 });
        await newestNotifications(trx, { ...filter, since: 3, until: 9 }, { start, limit: 9 });
        await countNotifications(trx, filter);
        await countNotifications(trx, filter, start);
      }
    });
    assert.deepEqual(
      costs.filter(({ dear }) => dear).map(({ sql, plan }) => [plan, sql]),
      [],
    );
  });
});

describeOnEachDatabase('newestNotifications of very many', (create, kind) => {
  const MANY = 3 * LOOKED_AT;
  let db: Knex;
  let owner: TestPartner;

  before(async () => {
    ({ db } = await create());
    owner = await seedOf(db).partner();
    await insertNotifications(db, owner, { count: MANY, state: 'rejected', lastStatus: 500 });
  });

  it('looks at a limited number for a page with a fault, and at all of them on a walk', async () => {
    const rows = await db('notifications').orderBy('created_ms', 'desc').orderBy('id', 'desc').select('id');
    const rare = [0, LOOKED_AT, LOOKED_AT + 1, MANY - 1].map((place) => rows[place]!.id);
    await writeStatement(db, (to) => to('notifications').whereIn('id', rare).update({ last_status: 418 }));
    for (const filter of [{ fault: '418' }, { fault: '418', accountId: owner.accountId }]) {
      const seen: string[] = [];
      let pages = 0;
      for (let start: NotificationCursor | undefined; ; pages++) {
        const page = { start, limit: 50 };
        const found = await newestNotifications(db, filter, page);
        seen.push(...found.notifications.map(({ notificationId }) => notificationId));
        const costs = await queryCosts(db, kind.name, (trx) => newestNotifications(trx, filter, page));
        const reads = costs.reduce((sum, cost) => sum + cost.reads, 0);
        assert.ok(reads < 4 * LOOKED_AT, `${reads} entries read`);
        if (!found.next) break;
        start = found.next;
      }
      assert.deepEqual(seen, rare);
      assert.ok(pages >= 2, `${pages} pages`);
      const { count, atLeast } = await countNotifications(db, filter);
      assert.deepEqual([count, atLeast], [1, true]);
    }
  });

  it('counts no further than 10,000', async () => {
    for (const filter of [{}, { state: 'rejected' }, { accountId: owner.accountId }] as NotificationFilter[]) {
      assert.deepEqual(await countNotifications(db, filter), { count: COUNTED, atLeast: true });
      const costs = await queryCosts(db, kind.name, (trx) => countNotifications(trx, filter));
      const reads = costs.reduce((sum, cost) => sum + cost.reads, 0);
      assert.ok(reads < 3 * COUNTED, `${reads} entries read`);
    }
  });
});
