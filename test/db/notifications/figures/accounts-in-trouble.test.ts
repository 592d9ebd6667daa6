import assert from 'node:assert/strict';
import { accountsInTrouble } from '../../../../db/notifications/figures/accounts-in-trouble.js';
import { setNotificationsPaused } from '../../../../db/notifications/notification-accounts.js';
import { recordAttempts } from '../../../../db/notifications/notification-attempts.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../../support/databases.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../../support/seed.js';

const FUTURE = 4_000_000_000_000;

describeOnEachDatabase('accountsInTrouble', (create) => {
  let db: TestDatabase['db'];
  beforeEach(async () => {
    ({ db } = await create());
  });

  const dueAt = (notificationId: string, due_ms: number) =>
    writeStatement(db, (to) => to('notification_queue').where({ notification_id: notificationId }).update({ due_ms }));

  async function failed(owner: TestPartner, started: number, due: number, status: number | null = 503): Promise<void> {
    const { notificationId } = await seedNotification(db, owner);
    const attempt = { number: 1, startedAt: started, dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 900 };
    const rest = { outcome: 'retried', status, fault: status === null ? 'refused' : null, address: null, reply: '' };
    await writeTransaction(db, async (trx) => {
      await recordAttempts(trx, [{ notificationId, ...attempt, ...rest } as Parameters<typeof recordAttempts>[1][0]]);
      await trx('notifications').where({ id: notificationId }).update({ attempts: 1, last_started_ms: started });
    });
    await dueAt(notificationId, due);
  }

  it('finds none in an empty queue, or where all is new', async () => {
    assert.deepEqual(await accountsInTrouble(db), []);
    await seedNotification(db, await seedOf(db).partner());
    assert.deepEqual(await accountsInTrouble(db), []);
  });

  it('finds who is late and who fails, the latest first, with the newest answer, and nobody who is paused', async () => {
    const seed = seedOf(db);
    const [late, failing, refused, paused] = [
      await seed.partner(),
      await seed.partner(),
      await seed.partner(),
      await seed.partner(),
    ];
    await dueAt((await seedNotification(db, late)).notificationId, Date.now() - 120_000);
    await failed(failing, 1_000, FUTURE);
    await failed(failing, 2_000, FUTURE, 429);
    await failed(refused, 3_000, Date.now() - 500_000, null);
    await failed(paused, 1_000, 1_000);
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, paused.accountId, true));
    const found = await accountsInTrouble(db);
    assert.deepEqual(
      found.map(({ accountId, failing: count, last }) => [accountId, count, last]),
      [
        [refused.accountId, 1, { startedAt: 3_000, status: undefined, fault: 'refused', totalMs: 900 }],
        [late.accountId, 0, undefined],
        [failing.accountId, 2, { startedAt: 2_000, status: 429, fault: undefined, totalMs: 900 }],
      ],
    );
    assert.ok(found[0]!.oldestDueAgeMs >= 500_000);
    assert.equal(found[2]!.oldestDueAgeMs, 0);
    assert.ok(found.every(({ name }) => name.length > 0));
  });

  it('shows twenty of many, those that are latest', async () => {
    const seed = seedOf(db);
    const owners = [];
    for (let index = 0; index < 23; index++) {
      const owner = await seed.partner();
      owners.push(owner.accountId);
      await dueAt((await seedNotification(db, owner)).notificationId, 1_000 + index);
    }
    assert.deepEqual(
      (await accountsInTrouble(db)).map(({ accountId }) => accountId),
      owners.slice(0, 20),
    );
  });
});
