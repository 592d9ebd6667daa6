import assert from 'node:assert/strict';
import { closeExpired } from '../../../db/applications/close-expired.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { insertMany, seedOf } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeOnEachDatabase('closeExpired', (create) => {
  it('moves what is incomplete and past its expiry, and nothing else', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const ids = [
      await seed.application(owner, { expiresAt: TEST_NOW - 1 }),
      await seed.application(owner, { expiresAt: TEST_NOW }),
      await seed.application(owner, { expiresAt: TEST_NOW + 1 }),
      await seed.application(owner, { expiresAt: TEST_NOW - 1, state: 2, completedAt: TEST_NOW - 2 }),
      await seed.application(owner, { expiresAt: TEST_NOW - 1, state: 3 }),
    ];
    assert.equal(await closeExpired(db, TEST_NOW), 2);
    const rows = await db('applications').orderBy('id').select<{ id: string; state: number; updated_ms: number }[]>();
    assert.deepEqual(
      rows.map(({ id, state }) => [id, state]),
      [4, 4, 1, 2, 3].map((state, index) => [ids[index], state]),
    );
    // A list of what was updated also shows the expiry.
    assert.equal(rows[0]!.updated_ms, TEST_NOW);
    assert.equal(await closeExpired(db, TEST_NOW), 0);
  });

  it('moves a thousand a call, the longest expired first, until none is left', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await insertMany(db, owner, { count: 1500, more: (i) => ({ expiresAt: TEST_NOW - 1500 + i }) });
    assert.equal(await closeExpired(db, TEST_NOW), 1000);
    const [left] = await db('applications').where({ state: 1 }).min<{ first: number }[]>('expires_ms as first');
    assert.equal(left!.first, TEST_NOW - 500);
    assert.deepEqual([await closeExpired(db, TEST_NOW), await closeExpired(db, TEST_NOW)], [500, 0]);
  });
});
