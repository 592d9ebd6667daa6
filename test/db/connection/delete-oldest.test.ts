import assert from 'node:assert/strict';
import { deleteOldest } from '../../../db/connection/delete-oldest.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('deleteOldest', (create) => {
  it('deletes the oldest rows in batches, and none that is not before the instant', async () => {
    const { db } = await create();
    const rows = Array.from({ length: 1002 }, (_, index) => ({ ends_ms: index, quota: 'q', holder: 'h', used: 1 }));
    for (let from = 0; from < rows.length; from += 334) {
      await writeStatement(db, (to) => to('quota_counts').insert(rows.slice(from, from + 334)));
    }
    const left = async () => (await db('quota_counts').orderBy('ends_ms').pluck('ends_ms')).map(Number);
    assert.equal(await deleteOldest(db, 'quota_counts', 'ends_ms', 1001), 1000);
    assert.deepEqual(await left(), [1000, 1001]);
    assert.equal(await deleteOldest(db, 'quota_counts', 'ends_ms', 1001), 1);
    assert.equal(await deleteOldest(db, 'quota_counts', 'ends_ms', 1001), 0);
    assert.deepEqual(await left(), [1001]);
  });
});
