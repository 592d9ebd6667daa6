import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listApplications, type ListQuery } from '../../../../db/applications/lists/list-applications.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { compareEntityIds } from '../../../../engine/entity-id.js';
import { describeOnEachDatabase, type TestDatabase } from '../../../support/databases.js';
import { type Seed, seedOf, type TestPartner } from '../../../support/seed.js';
import { TEST_NOW } from '../../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;

/** What may happen between two pages: an application of this account is added on this day, or the nth open one ends. */
type Event = { add: number; daysAgo: number } | { end: number; as: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ add: fc.nat(2), daysAgo: fc.nat(3) }),
  fc.record({ end: fc.nat(30), as: fc.constantFrom(2, 3, 4) }),
);

describeOnEachDatabase('listApplications of db', (create, kind) => {
  let db: TestDatabase['db'];
  let seed: Seed;
  let owners: TestPartner[];

  before(async () => {
    ({ db } = await create());
    if (kind.name === 'SQLite') await db.raw('pragma synchronous = off');
    seed = seedOf(db);
    owners = [await seed.partner(), await seed.partner(), await seed.partner()];
  });

  const page = (start: ListQuery['start'], limit: number) =>
    listApplications(db, {
      accountIds: owners.map(({ accountId }) => accountId),
      status: 'incomplete',
      start,
      limit,
      now: TEST_NOW,
    });
  const add = ({ add: owner, daysAgo }: { add: number; daysAgo: number }) =>
    seed.application(owners[owner]!, { createdAt: TEST_NOW - daysAgo * DAY });
  const open = () => db('applications').where({ state: APPLICATION_STATES.incomplete }).pluck<string[]>('id');

  /** Walks through all pages, with events between them. Returns what was shown, and what was open all the time. */
  async function walk(limit: number, between: Event[][]) {
    const shown: string[] = [];
    const throughout = new Set(await open());
    let start: ListQuery['start'];
    for (let at = 0; at < 1000; at++) {
      const found = await page(start, limit + 1);
      shown.push(...found.slice(0, limit).map(({ applicationId }) => applicationId));
      const next = found[limit];
      if (!next) return { shown, throughout };
      start = next;
      for (const what of between[at] ?? []) {
        if ('add' in what) {
          await add(what);
          continue;
        }
        const now = await open();
        const ended = now[what.end % now.length];
        // All applications have already ended.
        if (ended === undefined) continue;
        await writeStatement(db, (to) => to('applications').where({ id: ended }).update({ state: what.as }));
        throughout.delete(ended);
      }
    }
    throw new Error('the list has no end');
  }

  it('shows each application that is open during a whole walk exactly once, whatever happens between its pages', async () => {
    const initial = fc.array(fc.record({ add: fc.nat(2), daysAgo: fc.nat(3) }), { minLength: 1, maxLength: 20 });
    const between = fc.array(fc.array(event, { maxLength: 4 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(initial, between, fc.integer({ min: 1, max: 5 }), async (first, events, limit) => {
        await writeStatement(db, (to) => to('applications').delete());
        for (const one of first) await add(one);
        const { shown, throughout } = await walk(limit, events);
        assert.equal(new Set(shown).size, shown.length, 'shown twice');
        assert.deepEqual(
          [...throughout].filter((id) => !shown.includes(id)),
          [],
          'skipped',
        );
      }),
      { numRuns: 40 },
    );
  });

  it('keeps its order: account, day, id', async () => {
    const place = fc.record({ add: fc.nat(2), daysAgo: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 15 }), fc.integer({ min: 1, max: 4 }), async (all, limit) => {
        await writeStatement(db, (to) => to('applications').delete());
        for (const one of all) await add(one);
        const whole = await page(undefined, 1000);
        const sorted = [...whole].sort(
          (a, b) =>
            compareEntityIds(a.accountId, b.accountId) ||
            a.dateSub.localeCompare(b.dateSub) ||
            compareEntityIds(a.applicationId, b.applicationId),
        );
        assert.deepEqual(whole, sorted);
        assert.equal(whole.length, all.length);
        const { shown } = await walk(limit, []);
        assert.deepEqual(
          shown,
          whole.map(({ applicationId }) => applicationId),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('takes accounts by the hundred', async () => {
    await writeStatement(db, (to) => to('applications').delete());
    const ids = [await add({ add: 0, daysAgo: 0 }), await add({ add: 2, daysAgo: 0 })];
    const strangers = Array.from({ length: 1200 }, (_, i) => String(20_000_000 + i));
    const accountIds = [...owners.map(({ accountId }) => accountId), ...strangers].sort(compareEntityIds);
    const query: ListQuery = { accountIds, status: 'incomplete', limit: 10, now: TEST_NOW };
    const found = await listApplications(db, query);
    assert.deepEqual(
      found.map(({ applicationId }) => applicationId),
      ids,
    );
  });
});
