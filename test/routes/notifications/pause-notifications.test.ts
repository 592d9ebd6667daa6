import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { claimDue } from '../../support/claims.js';
import { seedNotification } from '../../support/seed-notification.js';

describeGateway('pauseNotifications and resumeNotifications', (world) => {
  it('hold back and let go, each as often as you like', async () => {
    const partner = await world.seed.partner();
    const { notificationId } = await seedNotification(world.db, partner);
    const set = async (operation: 'pauseNotifications' | 'resumeNotifications') => {
      const { status, body } = await world.call(partner.user, operation, { account_id: partner.accountId });
      assert.equal(status, 200);
      return body as object;
    };
    const claim = async () => (await claimDue(world.db, { leaseMs: 0 })).map((one) => one.notificationId);
    const { accountId: account_id } = partner;
    for (let i = 0; i < 2; i++) assert.deepEqual(await set('pauseNotifications'), { account_id, paused: true });
    assert.deepEqual(await claim(), []);
    for (let i = 0; i < 2; i++) assert.deepEqual(await set('resumeNotifications'), { account_id, paused: false });
    assert.deepEqual(await claim(), [notificationId]);
    const entries = await world.db('audit_log').where({ user_name: partner.user.name }).pluck<string[]>('operation');
    assert.deepEqual(entries, ['pauseNotifications', 'resumeNotifications']);
  });
});
