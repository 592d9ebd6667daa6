import assert from 'node:assert/strict';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { describeGateway } from '../../support/gateway.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const MINUTE = 60_000;

describeGateway('resendInvitation', (world) => {
  let partner: TestPartner;
  let recipients = 0;

  beforeEach(async () => {
    partner = await world.seed.partner();
    world.clock.now = TEST_NOW;
  });

  const resend = (application_id: string, user = partner.user) =>
    world.call(user, 'resendInvitation', { account_id: partner.accountId, application_id });

  const seeded = (more: ApplicationOptions = {}) =>
    world.seed.application(partner, { appEmail: 'ada@example.com', ...more });

  // One recipient may be invited a few times in a day only.
  const recipient = () => ({ app_email: `ada.${++recipients}@example.com`, app_phone: `1555${1000 + recipients}` });

  async function ordered(more: object = recipient()): Promise<string> {
    const body = { position_id: partner.positionId, ...more };
    const reply = await world.call(partner.user, 'createApplication', { account_id: partner.accountId }, { body });
    return reply.body.application_id as string;
  }

  const queued = async (id: string): Promise<number> => {
    const rows = (await world
      .db('notification_queue as q')
      .join('notifications as n', 'n.id', 'q.notification_id')
      .where({ 'n.application_id': id })
      .select('q.channel')) as unknown[];
    return rows.length;
  };

  it('queues mail and text message again, one of each, and notes it', async () => {
    const id = await ordered();
    world.clock.now += MINUTE;
    const { status, body } = await resend(id);
    assert.deepEqual([status, body], [202, { application_id: id, queued: ['mail', 'sms'] }]);
    assert.equal(await queued(id), 2);
    const entry = (await world
      .db('audit_log')
      .where({ operation: 'resendInvitation', object: `application ${id}` })
      .first('outcome')) as object;
    assert.deepEqual({ ...entry }, { outcome: 'ok' });
  });

  it('makes what has ended live again', async () => {
    const id = await ordered({ app_email: 'ada@example.com' });
    const notification = (await findNotification(world.db, id, 'mail'))!;
    await writeStatement(world.db, (to) =>
      to('notification_queue').where({ notification_id: notification.notificationId }).delete(),
    );
    await writeStatement(world.db, (to) =>
      to('notifications').where({ id: notification.notificationId }).update({ state: 3, ended_ms: 1 }),
    );
    world.clock.now += MINUTE;
    assert.deepEqual((await resend(id)).body.queued, ['mail']);
    const again = (await findNotification(world.db, id, 'mail'))!;
    assert.deepEqual([again.notificationId, again.state], [notification.notificationId, 'live']);
  });

  it('invites where no invitation was ever queued, as an older version left it', async () => {
    const id = await seeded();
    assert.equal((await resend(id)).status, 202);
    assert.equal(await queued(id), 1);
  });

  it('is refused within a minute of the order, and past five times in 24 hours, and says when it is allowed', async () => {
    const id = await ordered();
    world.clock.now += MINUTE - 1;
    const soon = await resend(id);
    assert.deepEqual([soon.status, soon.body.error_code, soon.headers['retry-after']], [429, 429, '1']);
    assert.equal(soon.body.type, 'urn:pop:problem:resent-too-often');
    for (let count = 1; count <= 5; count += 1) {
      world.clock.now = TEST_NOW + count * 2 * MINUTE;
      assert.equal((await resend(id)).status, 202);
    }
    world.clock.now += 2 * MINUTE;
    const often = await resend(id);
    assert.deepEqual([often.status, often.headers['retry-after']], [429, String((24 * 60 - 10) * 60)]);
    assert.match(
      often.body.detail as string,
      /at most once a minute.*at most 5 times in 24 hours.*try again in 85800 s/,
    );
    world.clock.now = TEST_NOW + 24 * 60 * MINUTE + 2 * MINUTE;
    assert.equal((await resend(id)).status, 202);
  });

  it('lets one of many at the same instant through', async () => {
    const id = await ordered();
    world.clock.now += MINUTE;
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => resend(id)))).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [202, ...Array<number>(9).fill(429)]);
    assert.equal(await queued(id), 2);
  });

  it('counts each application by itself', async () => {
    const ids = [await seeded(), await seeded()];
    assert.deepEqual([(await resend(ids[0]!)).status, (await resend(ids[1]!)).status], [202, 202]);
  });

  const refusals: { name: string; more: ApplicationOptions; status: number; code: number }[] = [
    { name: 'a completed one', more: { state: APPLICATION_STATES.completed, completedAt: 5 }, status: 409, code: 14 },
    { name: 'a cancelled one', more: { state: APPLICATION_STATES.cancelled }, status: 410, code: 15 },
    { name: 'an expired one', more: { expiresAt: TEST_NOW }, status: 410, code: 15 },
    { name: 'one without an address', more: { appEmail: undefined }, status: 400, code: 10 },
  ];
  for (const { name, more, status, code } of refusals) {
    it(`refuses ${name}, queues nothing and notes it`, async () => {
      const id = await seeded(more);
      const reply = await resend(id);
      assert.deepEqual([reply.status, reply.body.error_code], [status, code]);
      if (code === 10) assert.match(reply.body.detail as string, /app_email and app_phone/);
      assert.equal(await queued(id), 0);
      const [entry] = (await world
        .db('audit_log')
        .where({ object: `application ${id}` })
        .select('outcome')) as { outcome: string }[];
      assert.notEqual(entry!.outcome, 'ok');
    });
  }

  it('refuses who may not write, and does not know the applications of others', async () => {
    const id = await seeded();
    const reader = await world.seed.user();
    await world.seed.grant(reader, partner.accountId, { 8: 'r', 16: 'ra' });
    assert.deepEqual((await resend(id, reader)).body.error_code, 1);
    const stranger = await world.seed.partner();
    assert.equal((await resend(id, stranger.user)).status, 404);
    assert.equal(await queued(id), 0);
  });
});
