import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { pino } from 'pino';
import { type ClaimedNotification } from '../../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../../db/notifications/finish-notifications.js';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { NOTIFICATION_CHANNELS } from '../../../db/notifications/notifications.js';
import { setNotificationsPaused } from '../../../db/notifications/notification-accounts.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { type MessageSender, startNotifier } from '../../../src/sending/start-notifier.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { localDeliverer } from '../../support/deliverer.js';
import { seedNotification } from '../../support/seed-notification.js';
import { seedOf } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import { finishedAttempt } from '../../support/claims.js';

const sent = (claimed: ClaimedNotification): FinishedAttempt =>
  finishedAttempt(claimed, { number: claimed.attempts + 1, startedAt: Date.now() });

const start = (db: Knex, messages?: MessageSender) =>
  startNotifier({ db, log: pino({ level: 'silent' }), now: Date.now, sender: localDeliverer(), messages });

describeOnEachDatabase('startNotifier', (create, kind) => {
  it('hands messages to their sender, past a pause of notifications and attempts at an endpoint under way', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, owner.accountId, true));
    const notification = await seedNotification(db, owner);
    const mail = await seedNotification(db, owner, { kind: 'mail', applicationId: notification.applicationId });
    const kinds: string[] = [];
    let closed = 0;
    const loop = start(db, {
      attempt: async (claimed) => {
        kinds.push(claimed.kind);
        return sent(claimed);
      },
      close: () => void (closed += 1),
    });
    const stateOf = async (kind: 'notification' | 'mail') =>
      (await findNotification(db, mail.applicationId, kind))!.state;
    await waitUntil('the mail', async () => (await stateOf('mail')) === 'delivered');
    await loop.stop();
    assert.deepEqual([kinds, closed, await stateOf('notification')], [['mail'], 1, 'live']);
  });

  it('parks a message that was claimed five times without an attempt, and asks no sender', async () => {
    const { db } = await create();
    const { applicationId } = await seedNotification(db, await seedOf(db).partner(), { kind: 'sms' });
    await writeStatement(db, (to) => to('notification_queue').update({ claims: 5 }));
    const loop = start(db, { attempt: () => Promise.reject(new Error('asked')) });
    await waitUntil('its end', async () => (await findNotification(db, applicationId, 'sms'))!.state === 'parked');
    await loop.stop();
  });

  it('leaves messages alone without a sender', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    const { applicationId } = await seedNotification(db, owner, { kind: 'mail' });
    await seedNotification(db, owner, { applicationId });
    const loop = start(db);
    const tried = async () => (await findNotification(db, applicationId))!.attempts > 0;
    await waitUntil('the attempt of the notification', tried);
    await loop.stop();
    assert.equal((await findNotification(db, applicationId, 'mail'))!.underWay, false);
  });

  it('counts what is under way of each channel and in all', async () => {
    const { db } = await create();
    const owner = await seedOf(db).partner();
    await seedNotification(db, owner, { kind: 'mail' });
    let end = (): void => {};
    const loop = start(db, {
      attempt: (claimed) => new Promise((resolve) => (end = () => resolve(sent(claimed)))),
    });
    await waitUntil('the attempt', () => loop.underWay('messages') === 1);
    assert.deepEqual([loop.underWay('endpoint'), loop.underWay()], [0, 1]);
    end();
    await loop.stop();
    assert.equal(loop.underWay(), 0);
  });

  // The embedded database has no shares.
  if (kind.name === 'SQLite') return;
  it('leaves the accounts of another that lives alone, and takes them when that one has gone', async () => {
    const { db } = await create();
    await db('notifiers').insert({ channel: NOTIFICATION_CHANNELS.endpoint, id: 'other', until_ms: 4e12 });
    const loop = start(db);
    // With its second renewal it knows the other.
    const renewals = new Set<number>();
    await waitUntil('two renewals', async () => {
      for (const row of await db('notifiers').whereNot({ id: 'other' })) renewals.add(row.until_ms);
      return renewals.size > 1;
    });
    const seed = seedOf(db);
    for (let n = 0; n < 12; n++) await seedNotification(db, await seed.partner());
    const untried = async () => (await db('notifications').where({ attempts: 0 })).length;
    await waitUntil('those of its share', async () => (await untried()) < 12);
    await waitUntil('no claim', () => loop.underWay() === 0);
    assert.ok((await untried()) > 0);
    await db('notifiers').where({ id: 'other' }).delete();
    await waitUntil('all', async () => (await untried()) === 0);
    await loop.stop();
    assert.deepEqual(await db('notifiers').select('id'), []);
  });
});
