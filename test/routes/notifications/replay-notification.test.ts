import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { seedNotification } from '../../support/seed-notification.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('replayNotification', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const replay = (application_id: string) =>
    world.call(partner.user, 'replayNotification', { account_id: partner.accountId, application_id });

  it('makes what has ended live again and notes it', async () => {
    const { applicationId } = await seedNotification(world.db, partner, { state: 'delivered' });
    const { status, body } = await replay(applicationId);
    assert.deepEqual([status, body.state, body.ended, body.attempt_count], [200, 'live', null, 1]);
    assert.notEqual(body.next_attempt, null);
    const entries = await world.db('audit_log').where({ user_name: partner.user.name }).select('operation', 'object');
    assert.deepEqual(
      entries.map((entry: object) => ({ ...entry })),
      [{ operation: 'replayNotification', object: `application ${applicationId}` }],
    );
  });

  it('refuses an application whose time is over, and leaves its notification', async () => {
    const { applicationId } = await seedNotification(world.db, partner, { state: 'expired', expiresAt: TEST_NOW });
    const { status, body } = await replay(applicationId);
    assert.deepEqual([status, body.error_code], [410, 15]);
    const row = (await world.db('notifications').where({ application_id: applicationId }).first('state')) as object;
    assert.deepEqual({ ...row }, { state: 4 });
  });

  it('answers error 12 where there is no notification', async () => {
    const { status, body } = await replay(await world.seed.application(partner));
    assert.deepEqual([status, body.error_code], [404, 12]);
  });
});
