import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { allDueAccounts, longestDueAccounts } from '../../../../db/notifications/due/due-accounts.js';
import { dueChannels } from '../../../../db/notifications/due/due-channels.js';
import { connect } from '../../../../db/connection/connect.js';
import { dialectOf } from '../../../../db/connection/dialect.js';
import { setNotificationsPaused } from '../../../../db/notifications/notification-accounts.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { seedOf, type TestPartner } from '../../../support/seed.js';

const setDue = (db: Knex, { accountId }: TestPartner, due_ms: number) =>
  writeStatement(db, (to) => to('notification_queue').where({ account_id: accountId }).update({ due_ms }));

describeOnEachDatabase('dueChannels', (create, kind) => {
  it('names the channels on which something is due by the clock of the database', async () => {
    const { db } = await create();
    const ask = dueChannels(db);
    assert.deepEqual(await ask(), []);
    const owner = await seedOf(db).partner();
    const { applicationId } = await seedNotification(db, owner, { kind: 'mail' });
    assert.deepEqual(await ask(), ['messages']);
    await seedNotification(db, owner, { applicationId });
    assert.deepEqual(await ask(), ['endpoint', 'messages']);
    await setDue(db, owner, 4e12);
    assert.deepEqual(await ask(), []);
  });

  if (kind.name === 'SQLite') return;
  it('waits where the server can, answers when something becomes due, and can be broken off', async function () {
    const { db, url } = await create();
    if (!/mariadb/i.test(await dialectOf(db).inspection.version(db))) this.skip();
    const owner = await seedOf(db).partner();
    const pool = connect(url, { poolSize: 1 });
    const ask = dueChannels(pool, { everyMs: 20, forMs: 6_000 });
    try {
      const answer = ask();
      await seedNotification(db, owner);
      assert.deepEqual(await answer, ['endpoint']);
      await setDue(db, owner, 4e12);
      const stopping = new AbortController();
      const broken = ask(stopping.signal);
      setImmediate(() => stopping.abort());
      await assert.rejects(broken);
      await setDue(db, owner, 1);
      assert.deepEqual(await ask(), ['endpoint']);
    } finally {
      await pool.destroy();
    }
  });
});

describeOnEachDatabase('longestDueAccounts and allDueAccounts', (create) => {
  it('find the accounts with something due, the first those whose is longest due, and no paused one', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [a, b, paused, later] = [
      await seed.partner(),
      await seed.partner(),
      await seed.partner(),
      await seed.partner(),
    ];
    for (const owner of [a, a, b, paused, later]) await seedNotification(db, owner);
    await setDue(db, a, 2);
    await setDue(db, b, 1);
    await setDue(db, later, 4e12);
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, paused.accountId, true));
    const due = [b.accountId, a.accountId];
    assert.deepEqual(await longestDueAccounts(db, 'endpoint'), { accounts: due, complete: true });
    assert.deepEqual((await allDueAccounts(db, 'endpoint')).sort(), due.toSorted());
    assert.deepEqual(await longestDueAccounts(db, 'messages'), { accounts: [], complete: true });
  });

  it('find the messages of an account whose notifications are paused', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await seedNotification(db, owner, { kind: 'mail' });
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, owner.accountId, true));
    assert.deepEqual((await longestDueAccounts(db, 'messages')).accounts, [owner.accountId]);
    assert.deepEqual(await allDueAccounts(db, 'messages'), [owner.accountId]);
  });
});
