import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { forgetNotifiers, renewNotifier } from '../../../../db/notifications/due/notifiers.js';
import { describeOnEachDatabase } from '../../../support/databases.js';

describeOnEachDatabase('renewNotifier', (create) => {
  const renew = (db: Knex, id: string, leaseMs = 10_000) =>
    writeStatement(db, (to) => renewNotifier(to, { id, channels: ['endpoint', 'messages'], leaseMs }));

  it('answers those that live, in one order, and leaves out whose lease is over or given up', async () => {
    const { db } = await create();
    await renew(db, 'b');
    await renew(db, 'dead', 0);
    await renew(db, 'c');
    const of = (found: { id: string; channel: string }[]) => found.map(({ id, channel }) => `${id} ${channel}`).sort();
    const both = (...ids: string[]) => ids.flatMap((id) => [`${id} endpoint`, `${id} messages`]);
    assert.deepEqual(of(await renew(db, 'a')), both('a', 'b', 'c'));
    await writeStatement(db, (to) => forgetNotifiers(to, ['b']));
    const found = await renew(db, 'c');
    assert.deepEqual(of(found), both('a', 'c'));
    assert.ok(found.every(({ leftMs }) => leftMs > 0 && leftMs <= 10_000));
  });

  it('deletes the rows of those that are long dead', async () => {
    const { db } = await create();
    await renew(db, 'long dead', -70_000);
    await renew(db, 'dead', -1);
    await renew(db, 'a');
    assert.deepEqual(await db('notifiers').distinct('id').orderBy('id').pluck('id'), ['a', 'dead']);
  });
});
