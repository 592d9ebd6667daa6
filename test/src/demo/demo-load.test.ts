import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { createAccount } from '../../../db/accounts/accounts.js';
import { savePosition } from '../../../db/positions/positions.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { createUser } from '../../../db/accounts/users.js';
import { DEFAULT_LIFETIME_MS, dayOf } from '../../../engine/calendar.js';
import { demoLoad, LOAD_BATCH, LOAD_SPAN_MS } from '../../../src/demo/demo-load.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const now = Date.parse('2026-03-01T12:00:00Z');

interface Row {
  id: string;
  account_id: string;
  position_id: string;
  state: number;
  fields: string;
  candidate_email: string;
  app_token: string;
  date_sub: string;
  created_ms: number;
  updated_ms: number;
  expires_ms: number;
  completed_ms: number | null;
}

describeOnEachDatabase('demoLoad', (createDatabase) => {
  async function prepared() {
    const { db } = await createDatabase();
    const accountIds: string[] = [];
    for (const name of ['A', 'B', 'C']) {
      accountIds.push((await createAccount(db, { name, config: 'ver|1', linkToken: name, now }))!);
    }
    const positionIds = [
      await writeTransaction(db, (trx) =>
        savePosition(trx, { aname: 'P', reportName: 'P', languages: ['eng'], customFields: [], now }),
      ),
      await writeTransaction(db, (trx) =>
        savePosition(trx, { aname: 'Q', reportName: 'Q', languages: ['eng'], customFields: [], now }),
      ),
    ];
    const userId = (await createUser(db, { name: 'u', kind: 'partner', now }))!;
    return { db, load: { accountIds, positionIds, userId, seed: 1, now, randomBytes } };
  }

  const rowsOf = async (db: Knex): Promise<Row[]> => (await db('applications').orderBy('id')) as Row[];

  it('makes a realistic mix, in the order of dates, over two years', async () => {
    const { db, load } = await prepared();
    const total = 4 * LOAD_BATCH + 1;
    await demoLoad(db, { ...load, applications: total });
    const rows = await rowsOf(db);
    assert.equal(rows.length, total);

    const share = (test: (row: Row) => boolean) => rows.filter(test).length / total;
    for (const [state, expected] of [
      [1, 0.7],
      [2, 0.25],
      [3, 0.03],
      [4, 0.02],
    ] as const) {
      assert.ok(Math.abs(share((row) => row.state === state) - expected) < 0.03, `state ${state}`);
    }
    for (const [index, expected] of [6 / 11, 3 / 11, 2 / 11].entries()) {
      const found = share((row) => row.account_id === load.accountIds[index]);
      assert.ok(Math.abs(found - expected) < 0.04, `account ${index}: ${found}`);
    }
    assert.deepEqual(
      rows,
      rows.toSorted((a, b) => a.created_ms - b.created_ms),
    );
    assert.ok(rows[0]!.created_ms >= now - LOAD_SPAN_MS && rows[0]!.created_ms < now - LOAD_SPAN_MS + 86_400_000);
    assert.ok(rows.at(-1)!.created_ms <= now && rows.at(-1)!.created_ms > now - 86_400_000);
    assert.equal(new Set(rows.map((row) => row.app_token)).size, total);
    for (const row of rows) assertConsistent(row);
  });

  it('follows from the seed, tokens apart', async () => {
    const contents: unknown[] = [];
    for (const seed of [7, 7, 8]) {
      const { db, load } = await prepared();
      await demoLoad(db, { ...load, seed, applications: 50 });
      contents.push(
        (await rowsOf(db)).map(({ account_id, state, fields, created_ms, completed_ms }) => [
          account_id,
          state,
          fields,
          created_ms,
          completed_ms,
        ]),
      );
    }
    assert.deepEqual(contents[0], contents[1]);
    assert.notDeepEqual(contents[0], contents[2]);
  });

  it('leaves whole batches when it is ended early, and loads more beside them', async () => {
    const { db, load } = await prepared();
    const onProgress = (done: number) => {
      if (done === 2 * LOAD_BATCH) throw new Error('enough');
    };
    await assert.rejects(demoLoad(db, { ...load, applications: 5 * LOAD_BATCH, onProgress }), /enough/);
    assert.equal((await rowsOf(db)).length, 2 * LOAD_BATCH);
    await demoLoad(db, { ...load, applications: 10 });
    assert.equal((await rowsOf(db)).length, 2 * LOAD_BATCH + 10);
  });
});

function assertConsistent(row: Row): void {
  assert.match(row.app_token, /^[A-Za-z0-9_-]{22}$/);
  const [name, email] = JSON.parse(row.fields) as [{ app_full_name: string }, { email: string }];
  assert.match(name.app_full_name, /^\S+ \S+$/u);
  assert.match(email.email, /^[a-z]+\.[a-z]+\.[0-9a-z]+@example\.com$/);
  assert.equal(row.candidate_email, email.email);
  assert.equal(row.date_sub, dayOf(row.created_ms));
  assert.ok(row.updated_ms >= row.created_ms && row.updated_ms <= now);
  assert.equal(row.completed_ms, row.state === 2 ? row.updated_ms : null);
  if (row.state === 4) assert.equal(row.expires_ms, row.updated_ms);
  else assert.equal(row.expires_ms, row.created_ms + DEFAULT_LIFETIME_MS);
}
