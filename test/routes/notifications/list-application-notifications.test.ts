import assert from 'node:assert/strict';
import { finishNotifications } from '../../../db/notifications/finish-notifications.js';
import { describeGateway } from '../../support/gateway.js';
import { seedNotification } from '../../support/seed-notification.js';
import { claimDue, finishedAttempt } from '../../support/claims.js';

describeGateway('listApplicationNotifications', (world) => {
  it('shows a notification with its attempts, and no secret', async () => {
    const config = 'url|https://partner.example.com/|auth|ann:hush-auth|not_headers|X-Key,hush-header';
    const partner = await world.seed.partner({ config });
    const { applicationId, notificationId } = await seedNotification(world.db, partner);
    const path = `/v1/accounts/${partner.accountId}/assessments/${applicationId}/notifications`;
    const before = await world.resource(partner.user, 'GET', path);
    assert.deepEqual(before.body.attempts, []);
    assert.match(before.body.next_attempt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

    const [claimed] = await claimDue(world.db);
    assert.equal((await world.resource(partner.user, 'GET', path)).body.under_way, true);
    const refused = {
      outcome: 'no-response',
      status: null,
      fault: 'connection refused',
      address: '203.0.113.9',
    } as const;
    await finishNotifications(world.db, [finishedAttempt(claimed!, { ...refused, next: { ended: 'rejected' } })]);
    const { status, text, body, headers } = await world.resource(partner.user, 'GET', path);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      notification_id: notificationId,
      application_id: applicationId,
      state: 'rejected',
      under_way: false,
      attempt_count: 1,
      last_status: null,
      last_fault: 'connection refused',
      created: '2026-03-10T12:00:00.000Z',
      expires: '2027-03-10T12:00:00.000Z',
      ended: '1970-01-01T00:00:01.005Z',
      next_attempt: null,
      attempts: [
        {
          number: 1,
          started: '1970-01-01T00:00:01.000Z',
          dns_ms: null,
          connect_ms: null,
          first_byte_ms: null,
          total_ms: 5,
          outcome: 'no-response',
          status: null,
          fault: 'connection refused',
          address: '203.0.113.9',
          reply: '',
        },
      ],
    });
    assert.doesNotMatch(text, /hush/);
    const again = await world.resource(partner.user, 'GET', path, {
      headers: { 'if-none-match': headers.etag as string },
    });
    assert.equal(again.status, 304);
  });

  it('answers error 12 alike without a notification, without an application, and for a stranger', async () => {
    const [partner, stranger] = [await world.seed.partner(), await world.seed.partner()];
    const id = await world.seed.application(partner);
    const { applicationId } = await seedNotification(world.db, partner);
    const asked = [
      { user: partner.user, path: `${partner.accountId}/assessments/${id}` },
      { user: partner.user, path: `${partner.accountId}/assessments/999999` },
      { user: stranger.user, path: `${stranger.accountId}/assessments/${applicationId}` },
      { user: stranger.user, path: `${partner.accountId}/assessments/${applicationId}` },
    ];
    for (const { user, path } of asked) {
      const { status, body } = await world.resource(user, 'GET', `/v1/accounts/${path}/notifications`);
      assert.deepEqual([status, body.error_code], [404, 12], path);
    }
  });
});
