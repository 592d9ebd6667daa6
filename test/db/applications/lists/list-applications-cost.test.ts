import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { isTooBig, listApplications, type ListQuery } from '../../../../db/applications/lists/list-applications.js';
import { type ListedStatus, type ListFilter } from '../../../../db/applications/lists/list-source.js';
import {
  CHANGES_A_PAGE,
  listUpdatedApplications,
  type UpdatedQuery,
  type UpdatePlace,
} from '../../../../db/applications/lists/list-updated-applications.js';
import { STATEMENT_LIMITS } from '../../../../db/connection/statement-limits.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { dayOf } from '../../../../engine/calendar.js';
import { describeOnEachDatabase, type TestDatabase } from '../../../support/databases.js';
import { type QueryCost, queryCosts } from '../../../support/query-cost.js';
import { insertMany, seedOf, type TestPartner } from '../../../support/seed.js';
import { TEST_NOW } from '../../../support/test-now.js';

const OPEN = 200_000;
/** The number of applications of the account whose applications are spread over many days. */
const SPREAD = OPEN / 8;
const LIMIT = 101;
const DAY = 24 * 60 * 60 * 1000;

// The tests count the entries that are read and measure no times, so the result is the same on every machine. Each row
// of a page is read together with its account, its position and its user. Each range that is walked ends with one entry
// more.
const READS_A_PAGE = 4 * LIMIT + 20;

interface Place {
  accountId: string;
  dateSub: string;
  applicationId: string;
  updatedAt: number;
}

describeOnEachDatabase('a page of 200,000 open applications', (create, kind) => {
  let db: TestDatabase['db'];
  let oneDay: TestPartner;
  let manyDays: TestPartner;
  let small: TestPartner;

  before(async function () {
    this.timeout(300_000);
    const database = await create();
    db = database.db;
    const seeding = database.another({ statementMs: STATEMENT_LIMITS.large });
    if (kind.name === 'SQLite') await seeding.raw('pragma synchronous = off');
    const seed = seedOf(seeding);
    [oneDay, manyDays, small] = [await seed.partner(), await seed.partner(), await seed.partner()];
    await insertMany(seeding, small, { count: 300 });
    await insertMany(seeding, oneDay, { count: OPEN / 64, more: () => ({ reference: 'campaign' }) });
    const spread = (i: number) => ({ createdAt: TEST_NOW - (i % 400) * DAY, reference: 'campaign' });
    await insertMany(seeding, manyDays, { count: SPREAD, more: spread });
    for (let copies = 1; copies < 64; copies *= 2) await double(seeding, oneDay.accountId, copies);
    if (kind.name === 'MySQL') await seeding.raw('analyze table applications');
  });

  /** Copies every application of the account. This is some seconds faster than inserting each. */
  async function double(seeding: Knex, accountId: string, round: number): Promise<void> {
    const kept = 'account_id, position_id, user_id, language_id, state, is_test, fields, candidate_email, date_sub';
    const others = 'created_ms, updated_ms, expires_ms, reference';
    const tokens = ['app_token', 'rep_token', 'rep_acc_token'];
    const copies = tokens.map((name) => `concat(${name}, '.${round}')`).join();
    const copy = `insert into applications (${kept}, ${others}, ${tokens.join()})
       select ${kept}, ${others}, ${copies} from applications where account_id = ? order by id`;
    await writeStatement(seeding, (to) => to.raw(copy, [accountId]));
  }

  /** Returns the nth application in the order of the list. */
  async function place({ accountId }: { accountId: string }, offset: number, order = 'date_sub, id'): Promise<Place> {
    const [row] = (await db.raw(
      `select id, date_sub, updated_ms from applications where account_id = ? order by ${order} limit 1 offset ${offset}`,
      [accountId],
    )) as { id: string; date_sub: string; updated_ms: number }[];
    const { id, date_sub, updated_ms } = row!;
    return { accountId, dateSub: date_sub, applicationId: id, updatedAt: updated_ms };
  }

  function assertCheap(costs: QueryCost[], index: string, reads = READS_A_PAGE): void {
    assert.notEqual(costs.length, 0);
    for (const { sql, plan, dear } of costs) {
      assert.equal(dear, false, `${plan}: ${sql}`);
      assert.match(
        plan,
        kind.name === 'SQLite'
          ? new RegExp(`^SEARCH a USING (COVERING )?INDEX ${index} `)
          : new RegExp(`^(ref|range) ${index}$`),
      );
    }
    const read = costs.reduce((sum, cost) => sum + cost.reads, 0);
    assert.ok(read <= reads, `${read} entries read: ${costs.map(({ sql }) => sql).join(';\n')}`);
    if (kind.name === 'MySQL') assert.ok(read >= 1, 'nothing was counted');
  }

  const places: [string, (count: number) => number | undefined][] = [
    ['first', () => undefined],
    ['middle', (count) => count / 2],
    ['last', (count) => count - LIMIT],
  ];
  const accounts: [string, number, () => TestPartner][] = [
    ['one day', OPEN, () => oneDay],
    ['many days', SPREAD, () => manyDays],
  ];
  const indexes: Record<ListedStatus, string> = {
    incomplete: 'applications_by_state',
    completed: 'applications_by_state',
    all: 'applications_by_day',
  };
  for (const [name, offsetOf] of places) {
    for (const [spread, count, owner] of accounts) {
      const offset = offsetOf(count);
      for (const status of ['incomplete', 'all'] as const) {
        it(`reads the ${name} page (${status}) of applications of ${spread} by its index alone, a page's worth of it`, async () => {
          const start = offset === undefined ? undefined : await place(owner(), offset);
          const query: ListQuery = { accountIds: [owner().accountId], status, start, limit: LIMIT, now: TEST_NOW };
          assert.equal((await listApplications(db, query)).length, LIMIT);
          assertCheap(await queryCosts(db, kind.name, (trx) => listApplications(trx, query)), indexes[status]);
        });

        it(`reads the ${name} page (${status}) of changes of ${spread} by its index alone, a page's worth of it`, async () => {
          const start = await place(owner(), offset ?? 0, 'updated_ms, id');
          const query = { accountId: owner().accountId, status, start, limit: LIMIT - 1, now: TEST_NOW };
          assert.equal((await listUpdatedApplications(db, query)).applications.length, LIMIT - 1);
          const costs = await queryCosts(db, kind.name, (trx) => listUpdatedApplications(trx, query));
          assertCheap(costs, 'applications_by_update');
        });
      }
    }
  }

  const filters: { name: string; index: string; filter(owner: TestPartner): ListFilter }[] = [
    { name: 'a candidate', index: 'applications_by_email', filter: () => ({ email: 'ada@example.com' }) },
    { name: 'a reference', index: 'applications_by_reference', filter: () => ({ reference: 'campaign' }) },
    {
      name: 'a position',
      index: 'applications_by_position',
      filter: ({ positionId }) => ({ positionId }),
    },
    {
      name: 'a candidate, a reference and a position',
      index: 'applications_by_email',
      filter: ({ positionId }) => ({ email: 'ada@example.com', reference: 'campaign', positionId }),
    },
  ];
  for (const { name, index, filter } of filters) {
    for (const [spread, count, owner] of accounts) {
      for (const status of ['incomplete', 'all'] as const) {
        it(`reads any page (${status}) of ${name} among applications of ${spread} by its index alone`, async () => {
          for (const [, offsetOf] of places) {
            const offset = offsetOf(count);
            const start = offset === undefined ? undefined : await place(owner(), offset);
            const { accountId } = owner();
            const given = { accountIds: [accountId], status, filter: filter(owner()), limit: LIMIT, now: TEST_NOW };
            const query: ListQuery = { ...given, start };
            assert.equal((await listApplications(db, query)).length, LIMIT);
            assertCheap(await queryCosts(db, kind.name, (trx) => listApplications(trx, query)), index);
          }
        });
      }
    }
  }

  it('looks at a limited number of changes for a page with a filter, and at all of them on a walk', async () => {
    for (const [, count, { accountId }] of accounts.map(([name, n, owner]) => [name, n, owner()] as const)) {
      // One of them is where the first page ends.
      const offsets = [0, CHANGES_A_PAGE, count / 2 + 1, count - 1];
      const places = offsets.map((offset) => place({ accountId }, offset, 'updated_ms, id'));
      const rare = (await Promise.all(places)).map(({ applicationId }) => applicationId);
      const candidate = { candidate_email: 'rare@example.com' };
      await writeStatement(db, (to) => to('applications').whereIn('id', rare).update(candidate));
      const filter = { email: candidate.candidate_email };
      const shown: string[] = [];
      let pages = 0;
      for (let next: UpdatePlace | undefined = { updatedAt: 0, applicationId: '0' }; next !== undefined; pages += 1) {
        const query: UpdatedQuery = { accountId, status: 'all', filter, start: next, limit: LIMIT, now: TEST_NOW };
        const page = await listUpdatedApplications(db, query);
        shown.push(...page.applications.map(({ applicationId }) => applicationId));
        const costs = await queryCosts(db, kind.name, (trx) => listUpdatedApplications(trx, query));
        // The end is found in the index alone, after one range or two. Then each change is read from index and table.
        assertCheap(costs, 'applications_by_update', 6 * CHANGES_A_PAGE + 20);
        next = page.next;
      }
      assert.deepEqual(shown, rare);
      assert.ok(pages > count / (2 * CHANGES_A_PAGE), `${pages} pages`);
      const back = { candidate_email: 'ada@example.com' };
      await writeStatement(db, (to) => to('applications').whereIn('id', rare).update(back));
    }
  });

  it('reads a page of several accounts by its index alone', async () => {
    const accountIds = [oneDay, manyDays, small].map(({ accountId }) => accountId);
    const ends = [undefined, await place(oneDay, OPEN - 10), await place(manyDays, SPREAD - 10)];
    for (const start of ends) {
      const query: ListQuery = { accountIds, status: 'incomplete', start, limit: LIMIT, now: TEST_NOW };
      assert.equal((await listApplications(db, query)).length, LIMIT);
      assertCheap(await queryCosts(db, kind.name, (trx) => listApplications(trx, query)), indexes.incomplete);
    }
  });

  it('reads a page of completed applications among so many open ones by its index alone', async () => {
    const query: ListQuery = { accountIds: [oneDay.accountId], status: 'completed', limit: LIMIT, now: TEST_NOW };
    assert.deepEqual(await listApplications(db, query), []);
    assertCheap(await queryCosts(db, kind.name, (trx) => listApplications(trx, query)), indexes.completed, 10);
  });

  it('looks at 10,001 index entries for too_big and no more, of one account and of several', async () => {
    const several = [small, oneDay, manyDays].map(({ accountId }) => accountId);
    for (const accountIds of [[oneDay.accountId], several]) {
      assert.equal(await isTooBig(db, accountIds), true);
      const costs = await queryCosts(db, kind.name, (trx) => isTooBig(trx, accountIds));
      // Each entry is read once from the index and once from the result of that.
      assertCheap(costs, indexes.incomplete, 2 * 10_001 + 20);
    }
  });

  it('shows every application once on a walk by pages of a thousand over all of one day', async () => {
    let start: ListQuery['start'];
    const seen = new Set<string>();
    for (let pages = 0; pages < 1000; pages++) {
      const query: ListQuery = {
        accountIds: [oneDay.accountId],
        status: 'incomplete',
        start,
        limit: 1001,
        now: TEST_NOW,
      };
      const found = await listApplications(db, query);
      for (const { applicationId } of found.slice(0, 1000)) {
        assert.equal(seen.has(applicationId), false, applicationId);
        seen.add(applicationId);
      }
      start = found[1000];
      if (start === undefined) break;
    }
    assert.equal(seen.size, OPEN);
    assert.equal((await place(oneDay, 0)).dateSub, dayOf(TEST_NOW));
  }).timeout(120_000);
});
