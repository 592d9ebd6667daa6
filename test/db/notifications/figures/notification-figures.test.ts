import assert from 'node:assert/strict';
import { setNotificationsPaused } from '../../../../db/notifications/notification-accounts.js';
import { queueFigures } from '../../../../db/notifications/figures/notification-figures.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { seedOf } from '../../../support/seed.js';

describeOnEachDatabase('queueFigures', (create) => {
  it('is all zeros for an empty queue', async () => {
    const { db } = await create();
    assert.deepEqual(await queueFigures(db, 'endpoint'), { oldestDueAgeMs: 0, due: 0, queued: 0, parked: 0 });
  });

  it('counts what is due, queued and parked, and the age of the oldest that no pause holds', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [a, b, c] = [await seed.partner(), await seed.partner(), await seed.partner()];
    for (const owner of [a, a, b, c]) await seedNotification(db, owner);
    await seedNotification(db, a, { state: 'parked' });
    await seedNotification(db, b, { state: 'rejected' });
    const dueAt = (owner: typeof a, due_ms: number) =>
      writeStatement(db, (to) => to('notification_queue').where({ account_id: owner.accountId }).update({ due_ms }));
    await dueAt(a, 4_000_000_000_000);
    await dueAt(b, 1_000);
    await dueAt(c, 2_000);
    const { oldestDueAgeMs, ...counts } = await queueFigures(db, 'endpoint');
    assert.deepEqual(counts, { due: 2, queued: 4, parked: 1 });
    const aWhile = Date.now() - oldestDueAgeMs;
    assert.ok(aWhile < 60_000, String(aWhile));
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, b.accountId, true));
    await dueAt(c, Date.parse('2026-01-01'));
    const held = await queueFigures(db, 'endpoint');
    assert.equal(held.due, 2);
    assert.ok(held.oldestDueAgeMs < oldestDueAgeMs - Date.parse('2020-01-01'));
    await dueAt(c, 4_000_000_000_000);
    assert.equal((await queueFigures(db, 'endpoint')).oldestDueAgeMs, 0);
  });

  it('has figures of its own for each channel, and a pause is of notifications only', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, owner.accountId, true));
    for (const kind of ['notification', 'mail', 'sms'] as const) {
      await seedNotification(db, owner, { kind });
      await seedNotification(db, owner, { kind, state: 'parked' });
    }
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 1_000 }));
    const { oldestDueAgeMs: held, ...endpoint } = await queueFigures(db, 'endpoint');
    const { oldestDueAgeMs: oldest, ...messages } = await queueFigures(db, 'messages');
    assert.deepEqual(endpoint, { due: 1, queued: 1, parked: 1 });
    assert.deepEqual(messages, { due: 2, queued: 2, parked: 2 });
    assert.deepEqual([held, oldest > 1_000_000], [0, true]);
  });
});
