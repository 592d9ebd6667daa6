import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { closeExpired } from '../../../db/applications/close-expired.js';
import { forgetProgress } from '../../../db/applications/forget-progress.js';
import { saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { queryCosts } from '../../support/query-cost.js';
import { insertMany, seedOf, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;
const EXPIRED = APPLICATION_STATES.expired;

describeOnEachDatabase('forgetProgress', (create, kind) => {
  const save = (db: Knex, id: string) =>
    writeTransaction(db, (trx) =>
      saveProgress(trx, id, {
        answers: [{ q: '1', a: 3 }],
        fields: [{ name: 'shift', value: 'night' }],
        now: TEST_NOW - 40 * DAY,
      }),
    );
  const kept = async (db: Knex) =>
    (await db('questionnaire_progress').distinct('application_id').orderBy('application_id')).map(
      (row: { application_id: string }) => row.application_id,
    );
  const manyExpired = async (db: Knex, owner: TestPartner, count: number) => {
    await insertMany(db, owner, { count, more: () => ({ expiresAt: TEST_NOW - 50 * DAY }) });
    while ((await closeExpired(db, TEST_NOW)) > 0);
    return (await db('applications').orderBy('id').pluck('id')) as string[];
  };

  it('removes answers and fields of what expired by then, and nothing else', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const before = TEST_NOW - 30 * DAY;
    const [old, older, ...others] = [
      await seed.application(owner, { expiresAt: before, state: EXPIRED }),
      await seed.application(owner, { expiresAt: before - DAY, state: EXPIRED }),
      await seed.application(owner, { expiresAt: before + 1, state: EXPIRED }),
      await seed.application(owner, { expiresAt: TEST_NOW + DAY }),
    ];
    for (const id of [old!, older!, ...others]) await save(db, id);
    const forget = forgetProgress(db);
    assert.equal(await forget(before), 0);
    assert.deepEqual(await kept(db), others);
    await forget(before + 1);
    assert.deepEqual(await kept(db), others.slice(1));
  });

  it('looks through a thousand a call until there are no more, though all expired at the same instant', async () => {
    const { db } = await create();
    const ids = await manyExpired(db, await seedOf(db).partner(), 2001);
    for (const at of [0, 999, 1000, 2000]) await save(db, ids[at]!);
    const forget = forgetProgress(db);
    assert.equal(await forget(TEST_NOW), 1000);
    assert.deepEqual(await kept(db), [ids[1000], ids[2000]]);
    assert.deepEqual([await forget(TEST_NOW), await forget(TEST_NOW)], [1000, 0]);
    assert.deepEqual(await kept(db), []);
  });

  it('finds what got its state after its turn', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const id = await seed.application(await seed.partner(), { expiresAt: TEST_NOW - 60_000 });
    await save(db, id);
    const forget = forgetProgress(db);
    await forget(TEST_NOW);
    assert.deepEqual(await kept(db), [id]);
    await closeExpired(db, TEST_NOW);
    await forget(TEST_NOW);
    assert.deepEqual(await kept(db), []);
  });

  it('keeps the progress of one that is opened again meanwhile', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const id = await seed.application(await seed.partner(), { expiresAt: TEST_NOW - DAY, state: EXPIRED });
    await save(db, id);
    const extendedAfterReading = new Proxy(db, {
      get: (target, key: keyof Knex) =>
        key === 'raw'
          ? async (sql: string, bindings: string[]) => {
              const rows: unknown = await target.raw(sql, bindings);
              await writeStatement(target, (to) =>
                to('applications')
                  .where({ id })
                  .update({ expires_ms: TEST_NOW + DAY }),
              );
              return rows;
            }
          : (target[key] as unknown),
    });
    await forgetProgress(extendedAfterReading)(TEST_NOW);
    assert.deepEqual(await kept(db), [id]);
  });

  it('reads neither table whole, and sorts nothing', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    await manyExpired(db, owner, 1500);
    await insertMany(db, owner, { count: 3000 });
    const all = (await db('applications').orderBy('id').pluck('id')) as string[];
    const rows = all.flatMap((application_id) =>
      ['1', '2', '3'].map((name) => ({ application_id, kind: 1, name, value: '1', saved_ms: TEST_NOW })),
    );
    await db.batchInsert('questionnaire_progress', rows, 500);
    if (kind.name === 'MySQL') await db.raw('analyze table applications, questionnaire_progress');
    const costs = await queryCosts(db, kind.name, (trx) => forgetProgress(trx)(TEST_NOW));
    assert.equal(costs.length, 2);
    for (const { sql, plan, dear } of costs) assert.equal(dear, false, `${plan}: ${sql.slice(0, 200)}`);
    assert.match(costs[0]!.plan, /applications_by_expiry/);
  });
});
