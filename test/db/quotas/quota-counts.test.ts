import assert from 'node:assert/strict';
import { countUses, forgetQuotaCounts, type QuotaUse } from '../../../db/quotas/quota-counts.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { warmPool } from '../../support/warm-pool.js';

const ONE: QuotaUse = { quota: 'orders', holder: '10000001', endsAt: 1000, by: 1 };

describeOnEachDatabase('counts of quotas', (create) => {
  let database: TestDatabase;
  let db: TestDatabase['db'];

  beforeEach(async () => {
    database = await create();
    ({ db } = database);
  });

  const count = (...uses: QuotaUse[]) => writeTransaction(db, (trx) => countUses(trx, uses));

  it('add up, each in the place of its use', async () => {
    assert.deepEqual(await count(ONE), [1]);
    const other = { ...ONE, quota: 'invitations', by: 2 };
    assert.deepEqual(await count(ONE, other), [2, 2]);
    assert.deepEqual(await count(other, ONE), [4, 3]);
    assert.deepEqual(await count(), []);
  });

  const others: QuotaUse[] = [
    { ...ONE, quota: 'invitations' },
    { ...ONE, holder: '10000002' },
    { ...ONE, holder: '1000000' },
    { ...ONE, endsAt: 2000 },
  ];
  for (const other of others) {
    it(`are others of ${JSON.stringify(other)}`, async () => {
      await count(ONE);
      assert.deepEqual(await count(other), [1]);
    });
  }

  it('are not raised by a transaction that is rolled back', async () => {
    const back = new Error('back');
    const work = writeTransaction(db, async (trx) => {
      await countUses(trx, [ONE]);
      throw back;
    });
    await assert.rejects(work, back);
    assert.deepEqual(await count(ONE), [1]);
  });

  it('miss none of 40 at once that come by two processes, in any order of the quotas', async () => {
    const another = database.another();
    await Promise.all([db, another].map(warmPool));
    const uses = [ONE, { ...ONE, quota: 'invitations' }, { ...ONE, holder: 'a' }];
    const counts = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const order = [...uses.slice(index % 3), ...uses.slice(0, index % 3)];
        const work = writeTransaction(index % 2 ? db : another, (trx) => countUses(trx, order));
        return work.then((made) => made[order.indexOf(ONE)]!);
      }),
    );
    assert.deepEqual(
      counts.sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it('are forgotten when their window is over', async () => {
    await count(ONE, { ...ONE, endsAt: 2000 });
    assert.equal(await forgetQuotaCounts(db, 999), 0);
    assert.equal(await forgetQuotaCounts(db, 1000), 1);
    assert.deepEqual(await count(ONE, { ...ONE, endsAt: 2000 }), [1, 2]);
  });
});
