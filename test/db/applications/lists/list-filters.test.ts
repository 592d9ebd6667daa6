import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { listApplications, type ListQuery } from '../../../../db/applications/lists/list-applications.js';
import { type ListFilter } from '../../../../db/applications/lists/list-source.js';
import {
  listUpdatedApplications,
  type UpdatePlace,
} from '../../../../db/applications/lists/list-updated-applications.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { compareEntityIds } from '../../../../engine/entity-id.js';
import { describeOnEachDatabase, type TestDatabase } from '../../../support/databases.js';
import { insertMany, type Seed, seedOf, type TestPartner } from '../../../support/seed.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { warmPool } from '../../../support/warm-pool.js';

const DAY = 24 * 60 * 60 * 1000;
const EMAILS = ['a@xn--bcher-kva.example', 'a@bücher.example', 'b@example.com'];
const REFERENCES = ['r', 'R', undefined];

interface Made {
  email: string | undefined;
  reference: string | undefined;
  position: number;
  state: number;
  daysAgo: number;
  updated: number;
}

const made: fc.Arbitrary<Made> = fc.record({
  email: fc.constantFrom(...EMAILS),
  reference: fc.constantFrom(...REFERENCES),
  position: fc.nat(1),
  state: fc.constantFrom(...Object.values(APPLICATION_STATES)),
  daysAgo: fc.nat(2),
  updated: fc.nat(3),
});
const wanted = fc.record(
  {
    email: fc.constantFrom('a@xn--bcher-kva.example', 'a@xn--bcher-kva.example', 'b@example.com'),
    reference: fc.constantFrom('r', 'R'),
    position: fc.nat(1),
  },
  { requiredKeys: [] },
);
const asked = fc.record({
  wanted,
  status: fc.constantFrom('incomplete' as const, 'completed' as const, 'all' as const, 'all' as const),
  limit: fc.integer({ min: 1, max: 4 }),
});

describeOnEachDatabase('lists with filters', (create, kind) => {
  let db: TestDatabase['db'];
  let seed: Seed;
  let owner: TestPartner;
  let stranger: TestPartner;
  let positions: string[];

  before(async () => {
    ({ db } = await create());
    if (kind.name === 'SQLite') await db.raw('pragma synchronous = off');
    seed = seedOf(db);
    [owner, stranger] = [await seed.partner(), await seed.partner()];
    positions = [owner.positionId, await seed.position([owner.accountId])];
  });

  /** Makes the applications, and the same for another account. Returns the ids of the former. */
  async function fill(all: Made[]): Promise<string[]> {
    await writeStatement(db, (to) => to('applications').delete());
    for (const { accountId, ...other } of [owner, stranger]) {
      const more = (index: number) => {
        const { email, reference, position, daysAgo } = all[index]!;
        const createdAt = TEST_NOW - daysAgo * DAY;
        return { candidateEmail: email, reference, positionId: positions[position]!, createdAt };
      };
      await insertMany(db, { accountId, ...other }, { count: all.length, more });
    }
    const ids = await db('applications').where({ account_id: owner.accountId }).orderBy('id').pluck<string[]>('id');
    for (const [index, id] of ids.entries()) {
      const { state, updated } = all[index]!;
      const change = { state, updated_ms: TEST_NOW + updated };
      await writeStatement(db, (to) => to('applications').where({ id }).update(change));
    }
    return ids;
  }

  const filterOf = ({ email, reference, position }: Partial<Made>): ListFilter => ({
    email,
    reference,
    positionId: position === undefined ? undefined : positions[position],
  });

  const fits = (one: Made, { email, reference, position }: Partial<Made>, status: ListQuery['status']): boolean =>
    (email === undefined || one.email === email || (email.startsWith('a@') && one.email === 'a@bücher.example')) &&
    (reference === undefined || one.reference === reference) &&
    (position === undefined || one.position === position) &&
    (status === 'all' || one.state === APPLICATION_STATES[status]);

  it('show what fits, in the order of days, once each on a walk by pages', async () => {
    const property = fc.asyncProperty(fc.array(made, { maxLength: 30 }), asked, async (all, ask) => {
      const ids = await fill(all);
      const { status, limit } = ask;
      const fitting = ids
        .map((id, index) => ({ id, ...all[index]! }))
        .filter((one) => fits(one, ask.wanted, status))
        .sort((one, other) => other.daysAgo - one.daysAgo || compareEntityIds(one.id, other.id));
      const shown: string[] = [];
      for (let start: ListQuery['start'], more = true; more;) {
        const given = { accountIds: [owner.accountId], status, filter: filterOf(ask.wanted), now: TEST_NOW };
        const found = await listApplications(db, { ...given, start, limit: limit + 1 });
        shown.push(...found.slice(0, limit).map(({ applicationId }) => applicationId));
        start = found[limit];
        more = start !== undefined;
      }
      assert.deepEqual(
        shown,
        fitting.map(({ id }) => id),
      );
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('show what fits, in the order of changes, once each on a walk by pages', async () => {
    const property = fc.asyncProperty(fc.array(made, { maxLength: 30 }), asked, async (all, ask) => {
      const ids = await fill(all);
      const { status, limit } = ask;
      const fitting = ids
        .map((id, index) => ({ id, ...all[index]! }))
        .filter((one) => one.updated > 0 && fits(one, ask.wanted, status))
        .sort((one, other) => one.updated - other.updated || compareEntityIds(one.id, other.id));
      const shown: string[] = [];
      let next: UpdatePlace | undefined = { updatedAt: TEST_NOW + 1, applicationId: '0' };
      while (next) {
        const given = { accountId: owner.accountId, status, filter: filterOf(ask.wanted), now: TEST_NOW };
        const page = await listUpdatedApplications(db, { ...given, start: next, limit });
        shown.push(...page.applications.map(({ applicationId }) => applicationId));
        next = page.next;
      }
      assert.deepEqual(
        shown,
        fitting.map(({ id }) => id),
      );
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('cover several accounts, one after the other', async () => {
    const one = { email: 'b@example.com', reference: 'r', position: 0, state: 1, updated: 0 };
    await fill([0, 1].map((daysAgo) => ({ ...one, daysAgo })));
    const accountIds = [owner.accountId, stranger.accountId].sort(compareEntityIds);
    const query: ListQuery = { accountIds, status: 'all', filter: { reference: 'r' }, limit: 10, now: TEST_NOW };
    const found = await listApplications(db, query);
    assert.deepEqual(
      found.map(({ accountId }) => accountId),
      accountIds.flatMap((accountId) => [accountId, accountId]),
    );
  });

  it('show each application of any status once while the states change', async () => {
    const open = { email: undefined, reference: 'r', position: 0, state: 1, daysAgo: 0, updated: 0 };
    const ids = await fill(Array.from({ length: 40 }, () => open));
    await warmPool(db);
    const accountIds = [owner.accountId];
    const shown: string[] = [];
    let changing = true;
    const change = async () => {
      for (const state of [APPLICATION_STATES.cancelled, APPLICATION_STATES.incomplete]) {
        for (const id of ids) await writeStatement(db, (to) => to('applications').where({ id }).update({ state }));
      }
      changing = false;
    };
    const read = async () => {
      while (changing) {
        const query: ListQuery = { accountIds, status: 'all', filter: { reference: 'r' }, limit: 1000, now: TEST_NOW };
        const found = await listApplications(db, query);
        shown.push(found.map(({ applicationId }) => applicationId).join());
        // The embedded database answers at once, and the changes must get their turn.
        await setImmediate();
      }
    };
    await Promise.all([change(), read(), read(), read()]);
    assert.deepEqual([...new Set(shown)], [ids.join()]);
  });

  it('leave out what has expired but is not closed yet', async () => {
    const [id] = await fill([{ email: undefined, reference: 'r', position: 0, state: 1, daysAgo: 0, updated: 0 }]);
    await writeStatement(db, (to) => to('applications').where({ id: id! }).update({ expires_ms: TEST_NOW }));
    const query = { status: 'incomplete', filter: { reference: 'r' }, limit: 10, now: TEST_NOW } as const;
    const { accountId } = owner;
    assert.deepEqual(await listApplications(db, { ...query, accountIds: [accountId] }), []);
    const start = { updatedAt: 0, applicationId: '0' };
    const page = await listUpdatedApplications(db, { ...query, accountId, start });
    assert.deepEqual(page, { applications: [], next: undefined });
  });
});
