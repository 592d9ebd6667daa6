import assert from 'node:assert/strict';
import { workReplays } from '../../../db/notifications/work-replays.js';
import { describeGateway } from '../../support/gateway.js';
import { pathOf } from '../../support/operation-path.js';
import { seedNotification } from '../../support/seed-notification.js';
import { type TestPartner } from '../../support/seed.js';
import { warmPool } from '../../support/warm-pool.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('startNotificationReplay', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const order = (body: object) =>
    world.call(partner.user, 'startNotificationReplay', { account_id: partner.accountId }, { body });

  it('orders a job that can be followed at its Location until it is finished', async () => {
    const early = await seedNotification(world.db, partner, { state: 'rejected', createdAt: TEST_NOW - 5_000 });
    await seedNotification(world.db, partner, { state: 'rejected', createdAt: TEST_NOW });
    await seedNotification(world.db, partner, { state: 'delivered', createdAt: TEST_NOW - 5_000 });
    const { status, body, headers } = await order({ state: 'rejected', until: '2026-03-10T12:00:00Z' });
    assert.equal(status, 202);
    const { accountId } = partner;
    const replay = { account_id: accountId, replay_id: String(body.replay_id) };
    assert.equal(headers.location, pathOf('getNotificationReplay', replay));
    const asked = await world.resource(partner.user, 'GET', headers.location);
    assert.deepEqual(asked.body, body);
    assert.deepEqual(body, {
      replay_id: body.replay_id,
      account_id: accountId,
      total: 1,
      done: 0,
      skipped: 0,
      created: '2026-03-10T12:00:00.000Z',
      finished: null,
    });
    await workReplays(world.db, TEST_NOW + 1);
    const finished = (await world.resource(partner.user, 'GET', headers.location)).body;
    assert.deepEqual(finished, { ...body, done: 1, finished: '2026-03-10T12:00:00.001Z' });
    const queued = await world.db('notification_queue').where({ account_id: accountId }).pluck('notification_id');
    assert.deepEqual(queued, [early.notificationId]);
    const [entry] = await world.db('audit_log').where({ user_name: partner.user.name }).pluck<string[]>('object');
    assert.equal(entry, `account ${accountId}: rejected, until 2026-03-10T12:00:00Z`);
  });

  it('takes the empty filter for all that ended undelivered', async () => {
    for (const state of ['rejected', 'parked', 'delivered'] as const)
      await seedNotification(world.db, partner, { state });
    assert.equal((await order({})).body.total, 2);
  });

  it('lets exactly three of ten at once run, and another one when one has finished', async () => {
    await seedNotification(world.db, partner, { state: 'rejected' });
    await warmPool(world.db);
    const replies = await Promise.all(Array.from({ length: 10 }, () => order({})));
    assert.equal(replies.filter(({ status }) => status === 202).length, 3);
    const refused = replies.find(({ status }) => status === 429)!;
    assert.deepEqual([refused.body.type, refused.headers['retry-after']], ['urn:pop:problem:quota-exhausted', '60']);
    assert.match(refused.body.detail as string, /^3 replays of the account are running: try again in 60 s/);
    const other = await world.seed.partner();
    const account = { account_id: other.accountId };
    assert.equal((await world.call(other.user, 'startNotificationReplay', account, { body: {} })).status, 202);
    while ((await workReplays(world.db, TEST_NOW)) > 0);
    assert.equal((await order({})).status, 202);
  });

  it('takes a hundred in a day', async () => {
    for (let count = 0; count < 100; count += 1) {
      assert.equal((await order({})).status, 202);
      while ((await workReplays(world.db, TEST_NOW)) > 0);
    }
    const { status, body } = await order({});
    assert.equal(status, 429);
    assert.match(body.detail as string, /^The account may start 100 replays a day \(UTC\)/);
  });

  it('shows a replay to nobody else', async () => {
    const { body } = await order({});
    const stranger = await world.seed.partner();
    for (const replay_id of [String(body.replay_id), '999999', '18446744073709551615']) {
      const replay = { account_id: stranger.accountId, replay_id };
      const reply = await world.call(stranger.user, 'getNotificationReplay', replay);
      assert.deepEqual([reply.status, reply.body.error_code], [404, 12]);
    }
  });

  const refusals: [body: object, pointer: string][] = [
    [{ state: 'undelivered' }, '/state'],
    [{ since: 'then' }, '/since'],
    [{ until: 5 }, '/until'],
    [{ account_id: '1' }, '/account_id'],
  ];
  for (const [body, pointer] of refusals) {
    it(`refuses ${JSON.stringify(body)}`, async () => {
      const reply = await order(body);
      assert.deepEqual([reply.status, reply.body.error_code, reply.body.errors[0].pointer], [400, 11, pointer]);
    });
  }
});
