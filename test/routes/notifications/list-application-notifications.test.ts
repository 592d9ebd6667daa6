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
    const named = { account_id: partner.accountId, application_id: applicationId };
    const list = (headers = {}) => world.call(partner.user, 'listApplicationNotifications', named, { headers });
    const before = await list();
    assert.deepEqual(before.body.attempts, []);
    assert.match(before.body.next_attempt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

    const [claimed] = await claimDue(world.db);
    assert.equal((await list()).body.under_way, true);
    const refused = {
      outcome: 'no-response',
      status: null,
      fault: 'connection refused',
      address: '203.0.113.9',
    } as const;
    await finishNotifications(world.db, [finishedAttempt(claimed!, { ...refused, next: { ended: 'rejected' } })]);
    const { status, text, body, headers } = await list();
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
    const again = await list({ 'if-none-match': headers.etag });
    assert.equal(again.status, 304);
  });

  it('answers error 12 alike without a notification, without an application, and for a stranger', async () => {
    const [partner, stranger] = [await world.seed.partner(), await world.seed.partner()];
    const id = await world.seed.application(partner);
    const { applicationId } = await seedNotification(world.db, partner);
    const asked = [
      { by: partner, account_id: partner.accountId, application_id: id },
      { by: partner, account_id: partner.accountId, application_id: '999999' },
      { by: stranger, account_id: stranger.accountId, application_id: applicationId },
      { by: stranger, account_id: partner.accountId, application_id: applicationId },
    ];
    for (const { by, ...named } of asked) {
      const { status, body } = await world.call(by.user, 'listApplicationNotifications', named);
      assert.deepEqual([status, body.error_code], [404, 12], JSON.stringify(named));
    }
  });
});
