import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import {
  type ApplicationPlace,
  LOOKED_AT,
  newestApplications,
  type NewestFilter,
} from '../../../../db/applications/lists/newest-applications.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { dayOf } from '../../../../engine/calendar.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { queryCosts } from '../../../support/query-cost.js';
import { insertMany, seedOf } from '../../../support/seed.js';
import { TEST_NOW } from '../../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;

async function walk(db: Knex, filter: NewestFilter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start: ApplicationPlace | undefined; ;) {
    const { applications, next } = await newestApplications(db, { filter, start, limit, now: TEST_NOW });
    ids.push(...applications.map(({ applicationId }) => applicationId));
    if (!next) return ids;
    start = next;
  }
}

describeOnEachDatabase('newestApplications', (create, kind) => {
  it('walks every filter in pages of any size, the newest first', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [acme, borg] = [await seed.partner(), await seed.partner()];
    const all: (Required<Pick<NewestFilter, 'accountId' | 'status' | 'email'>> & { id: string; day: string })[] = [];
    const statuses = Object.keys(APPLICATION_STATES) as (keyof typeof APPLICATION_STATES)[];
    for (let i = 0; i < 12; i++) {
      const owner = i % 3 === 0 ? borg : acme;
      const status = statuses[i % 4]!;
      const email = i % 2 === 0 ? 'ada@example.com' : 'bo@example.com';
      const createdAt = TEST_NOW - (i % 5) * DAY;
      const expiresAt = TEST_NOW + DAY;
      const values = { candidateEmail: email, state: APPLICATION_STATES[status], createdAt, expiresAt };
      const id = await seed.application(owner, values);
      all.push({ id, accountId: owner.accountId, status, email, day: dayOf(createdAt) });
    }
    const late = { createdAt: TEST_NOW - 9 * DAY, expiresAt: TEST_NOW, candidateEmail: 'late@example.com' };
    const id = await seed.application(acme, late);
    all.push({
      id,
      accountId: acme.accountId,
      status: 'expired',
      email: late.candidateEmail,
      day: dayOf(late.createdAt),
    });
    const byId = [...all].sort((a, b) => Number(b.id) - Number(a.id));
    const byDay = [...byId].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
    const filters: NewestFilter[] = [{}, { email: 'ada@example.com' }, { email: 'nobody@example.com' }];
    filters.push({ status: 'incomplete' }, { status: 'cancelled', email: 'bo@example.com' }, { status: 'completed' });
    filters.push({ positionId: acme.positionId }, { positionId: acme.positionId, status: 'incomplete' });
    for (const filter of filters.flatMap((one) => [one, { ...one, accountId: acme.accountId }])) {
      const expected = (filter.accountId === undefined ? byId : byDay).filter(
        (one) =>
          one.accountId === (filter.accountId ?? one.accountId) &&
          one.status === (filter.status ?? one.status) &&
          one.email === (filter.email ?? one.email) &&
          (filter.positionId === undefined || one.accountId === acme.accountId),
      );
      for (const size of [1, 2, 100]) {
        const ids = expected.map((one) => one.id);
        assert.deepEqual(await walk(db, filter, size), ids, JSON.stringify({ ...filter, size }));
      }
    }
    const [found] = (await newestApplications(db, { filter: {}, limit: 1, now: TEST_NOW })).applications;
    assert.deepEqual([found?.applicationId, found?.status, found?.positionName], [id, 'expired', 'Customer Service']);
  });

  it('reads ranges of an index and sorts nothing', async () => {
    const { db } = await create();
    const start = { dateSub: '2026-01-01', applicationId: '5' };
    const filters: NewestFilter[] = [{}, { status: 'cancelled' }, { email: 'ada@example.com' }, { positionId: '3' }];
    const costs = await queryCosts(db, kind.name, async (trx) => {
      for (const filter of filters) {
        await newestApplications(trx, { filter: { ...filter, accountId: '1' }, limit: 9, now: 5 });
        await newestApplications(trx, { filter: { ...filter, accountId: '1' }, start, limit: 9, now: 5 });
        await newestApplications(trx, { filter, start, limit: 9, now: 5 });
      }
      await newestApplications(trx, { filter: { email: 'ada@example.com' }, limit: 9, now: 5 });
    });
    assert.deepEqual(
      costs.filter(({ dear }) => dear).map(({ sql, plan }) => [plan, sql]),
      [],
    );
  });

  it('looks at a limited number of applications of all accounts for a page, and at all of them on a walk', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await insertMany(db, owner, { count: 2 * LOOKED_AT + 10 });
    const ids = (await db('applications').orderBy('id', 'desc').pluck('id')) as string[];
    const rare = [0, LOOKED_AT, LOOKED_AT + 1, 2 * LOOKED_AT + 9].map((place) => ids[place]!);
    const cancelled = { state: APPLICATION_STATES.cancelled };
    await writeStatement(db, (to) => to('applications').whereIn('id', rare).update(cancelled));
    for (const filter of [{ status: 'cancelled' }, { status: 'cancelled', email: 'ada@example.com' }] as const) {
      const query = { filter, limit: 50, now: TEST_NOW };
      const costs = await queryCosts(db, kind.name, (trx) => newestApplications(trx, query));
      const reads = costs.reduce((sum, cost) => sum + cost.reads, 0);
      assert.ok(reads < 4 * LOOKED_AT, `${reads} entries read`);
      assert.deepEqual(await walk(db, filter, 50), rare);
    }
    const first = await queryCosts(db, kind.name, (trx) => newestApplications(trx, { filter: {}, limit: 50, now: 5 }));
    assert.ok(first.reduce((sum, cost) => sum + cost.reads, 0) < 500);
  });
});
