import assert from 'node:assert/strict';
import {
  notificationAccount,
  saveSigningSecrets,
  setNotificationsPaused,
} from '../../../db/notifications/notification-accounts.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { seedOf } from '../../support/seed.js';

describeOnEachDatabase('notificationAccount', (create) => {
  it('keeps pause and secrets apart, whichever is set first', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const [a, b] = [await seed.account(), await seed.account()];
    assert.deepEqual(await notificationAccount(db, a), { paused: false, signingSecrets: [] });
    await writeTransaction(db, async (trx) => {
      await setNotificationsPaused(trx, a, true);
      await saveSigningSecrets(trx, a, ['whsec_1', 'whsec_2']);
      await saveSigningSecrets(trx, b, ['whsec_3']);
      await setNotificationsPaused(trx, b, true);
    });
    assert.deepEqual(await notificationAccount(db, a), { paused: true, signingSecrets: ['whsec_1', 'whsec_2'] });
    assert.deepEqual(await notificationAccount(db, b), { paused: true, signingSecrets: ['whsec_3'] });
    await writeTransaction(db, async (trx) => {
      await setNotificationsPaused(trx, a, false);
      await saveSigningSecrets(trx, b, []);
    });
    assert.deepEqual(await notificationAccount(db, a), { paused: false, signingSecrets: ['whsec_1', 'whsec_2'] });
    assert.deepEqual(await notificationAccount(db, b), { paused: true, signingSecrets: [] });
  });
});
