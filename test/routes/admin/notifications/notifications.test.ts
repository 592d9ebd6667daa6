import assert from 'node:assert/strict';
import { recordAttempts } from '../../../../db/notifications/notification-attempts.js';
import { workReplays } from '../../../../db/notifications/work-replays.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeGateway } from '../../../support/gateway.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { type TestPartner } from '../../../support/seed.js';
import { signedInOperator, type SignedIn } from '../../../support/signed-in-operator.js';
import { TEST_NOW } from '../../../support/test-now.js';

const CONFIG =
  'ver|1|url|https://ats.example.com/hook/[___APP_ID___]|ext_notify|yes|http_err|429,500|auth|bot:planted-1|not_headers|X-Tenant,planted-2';

describeGateway("the console's notifications", (world) => {
  let olga: SignedIn;
  let owner: TestPartner;

  before(async () => {
    olga = await signedInOperator(world);
  });
  beforeEach(async () => {
    owner = await world.seed.partner({ name: 'Acme', config: CONFIG });
  });

  const make = async (result: object = {}, more: Parameters<typeof seedNotification>[2] = {}) => {
    const { notificationId: id } = await seedNotification(world.db, owner, { state: 'rejected', ...more });
    const changed = { last_status: null, ...result };
    await writeStatement(world.db, (to) => to('notifications').where({ id }).update(changed));
    return id;
  };
  const ids = ({ body }: { body: { items: { notification_id: string }[] } }) =>
    body.items.map((item) => item.notification_id);

  it('are listed the newest first, with their accounts, and a page stays when newer ones come', async () => {
    const old = await make({}, { createdAt: TEST_NOW - 2 });
    const young = await make({}, { createdAt: TEST_NOW - 1 });
    const query = `notifications?account=${owner.accountId}&limit=1`;
    const first = await olga.get(query);
    assert.deepEqual(
      [ids(first), first.body.has_more, first.body.items[0].account_id],
      [[young], true, owner.accountId],
    );
    assert.deepEqual([first.body.total, first.body.newer.count], [{ count: 2, at_least: false }, 0]);
    const newest = await make({}, { createdAt: TEST_NOW });
    const again = await olga.get(`${query}&cursor=${first.body.own_cursor}`);
    assert.deepEqual(
      [ids(again), again.body.newer, again.body.total.count],
      [[young], { count: 1, at_least: false }, 3],
    );
    assert.deepEqual(ids(await olga.get(`${query}&cursor=${again.body.next_cursor}`)), [old]);
    assert.deepEqual(ids(await olga.get(query)), [newest]);
    assert.ok(ids(await olga.get('notifications?order=newest&limit=200')).includes(old));
  });

  it('are listed with how long the last attempt took, unless it is not kept or not the one that decided', async () => {
    const attempt = {
      startedAt: TEST_NOW,
      dnsMs: 1,
      connectMs: 2,
      firstByteMs: 3,
      fault: null,
      address: null,
      reply: '',
    };
    const took = (notificationId: string, number: number, status: number, totalMs: number) =>
      ({ ...attempt, notificationId, number, status, totalMs, outcome: 'rejected' }) as const;
    const [kept, lost, none] = [
      await make({ last_status: 503, attempts: 2 }, { createdAt: TEST_NOW + 2 }),
      await make({ last_status: 200, attempts: 1 }, { createdAt: TEST_NOW + 1 }),
      await make({ last_status: 503, attempts: 1 }),
    ];
    await writeTransaction(world.db, (trx) =>
      recordAttempts(trx, [took(kept, 1, 503, 7), took(kept, 2, 503, 10_000), took(lost, 1, 503, 8)]),
    );
    const { items } = (await olga.get(`notifications?account=${owner.accountId}`)).body;
    assert.deepEqual(
      items.map((item: Record<string, unknown>) => [item['notification_id'], item['last_total_ms']]),
      [
        [kept, 10_000],
        [lost, null],
        [none, null],
      ],
    );
  });

  it('are answered 304 to somebody who has them already', async () => {
    await make();
    const path = `notifications?account=${owner.accountId}`;
    const { headers } = await olga.get(path);
    const again = await olga.get(path, { 'if-none-match': String(headers.etag) });
    assert.equal(again.status, 304);
  });

  it('are filtered by state, time and last answer', async () => {
    const gone = await make({ last_status: 503 }, { createdAt: TEST_NOW - 5_000 });
    const tls = await make({ last_fault: 'tls: CERT_HAS_EXPIRED' });
    const parked = await make({ last_status: 500 }, { state: 'parked' });
    const found = async (query: string) => ids(await olga.get(`notifications?account=${owner.accountId}&${query}`));
    assert.deepEqual(await found('fault=503'), [gone]);
    assert.deepEqual(await found('fault=cert_has'), [tls]);
    assert.deepEqual(await found('state=parked'), [parked]);
    assert.deepEqual(await found('failed_since=2026-03-01'), []);
    assert.deepEqual(await found('until=2026-03-10T12:00:00Z'), [gone]);
    assert.deepEqual(await found('since=2026-03-10T12:00:00Z&state=rejected'), [tls]);
  });

  const refusals = [
    { name: 'an unknown account', path: 'notifications?account=999', status: 404 },
    { name: 'an account beyond what is stored', path: 'notifications?account=18446744073709551615', status: 404 },
    { name: 'a cursor of something else', path: 'notifications?cursor=abc', status: 400 },
    { name: 'a fault without words', path: 'notifications?fault=', status: 400 },
    { name: 'an unknown notification', path: 'notifications/999999', status: 404 },
    { name: 'a notification beyond what is stored', path: 'notifications/18446744073709551615', status: 404 },
    { name: 'an unknown replay', path: 'notification-replays/999999', status: 404 },
  ];
  for (const { name, path, status } of refusals) {
    it(`answer ${status} for ${name}`, async () => {
      assert.equal((await olga.get(path)).status, status);
    });
  }

  it('are shown with attempts, with why they ended, and with the request of now, but without its secrets', async () => {
    const id = await make({ last_status: 503, attempts: 1 });
    const times = { startedAt: TEST_NOW, dnsMs: 1, connectMs: 2, firstByteMs: 3, totalMs: 4 };
    const attempt = { ...times, outcome: 'rejected', status: 503, fault: null, address: '192.0.2.1' } as const;
    const reply = '<script>alert(1)</script>\u202E';
    await writeTransaction(world.db, (trx) =>
      recordAttempts(trx, [{ notificationId: id, number: 1, ...attempt, reply }]),
    );
    const { body, text } = await olga.get(`notifications/${id}`);
    assert.deepEqual([body.reason, body.missing_status, body.attempts[0].reply], ['final-status', 503, reply]);
    const { method, url, headers, body: sent } = body.request;
    assert.deepEqual([method, url, sent], ['PATCH', `https://ats.example.com/hook/${body.application_id}`, '{}']);
    assert.deepEqual(headers.slice(1), [
      { name: 'Authorization', value: 'Basic ********' },
      { name: 'X-Tenant', value: '********' },
    ]);
    assert.doesNotMatch(text, /planted|cGxhbnRlZ/);
    assert.equal(body.last_total_ms, 4);
    const listed = await make({ last_status: 429 });
    assert.equal((await olga.get(`notifications/${listed}`)).body.missing_status, undefined);
  });

  it('are sent again one by one, also when they are live, but not after the expiry', async () => {
    const id = await make();
    assert.equal((await olga.get(`notifications/${id}`)).body.replayed, null);
    const { status, body } = await olga.post(`notifications/${id}/replay`);
    const { account_id: accountId, state, replayed } = body;
    assert.deepEqual([status, state, accountId, replayed], [200, 'live', owner.accountId, '2026-03-10T12:00:00.000Z']);
    assert.equal((await olga.post(`notifications/${id}/replay`)).status, 200);
    const late = await make({}, { expiresAt: TEST_NOW });
    assert.equal((await olga.post(`notifications/${late}/replay`)).status, 410);
    const entries = await world
      .db('audit_log')
      .where({ object: `notification ${id}` })
      .select('user_name', 'operation');
    assert.deepEqual(entries[0], { user_name: olga.name, operation: 'adminReplayNotification' });
  });

  it('are sent again all at once by a job, which is refused when more match than were counted', async () => {
    const one = await make({ last_status: 503 });
    await make({ last_status: 503 }, { expiresAt: TEST_NOW });
    const other = await make({ last_status: 404 });
    const filter = { account: owner.accountId, state: 'rejected', fault: '503' };
    const counted = await olga.post('notification-replays/check', { filter });
    assert.deepEqual(counted.body, { total: 2, skipped: 1 });
    const more = await make({ last_status: 503 });
    const refused = await olga.post('notification-replays', { filter, expected: 2 });
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /^3 match now, and not 2/);
    const { status, body, headers } = await olga.post('notification-replays', { filter, expected: 3 });
    assert.equal(status, 202);
    assert.equal(headers.location, `/v1/admin/notification-replays/${body.replay_id}`);
    assert.deepEqual([body.total, body.done, body.left, body.user, body.filter], [3, 0, 3, olga.name, filter]);
    while ((await workReplays(world.db, TEST_NOW + 1)) > 0);
    const finished = (await olga.get(`notification-replays/${body.replay_id}`)).body;
    assert.deepEqual([finished.done, finished.skipped, finished.left], [3, 1, 0]);
    assert.equal(finished.finished, '2026-03-10T12:00:00.001Z');
    const live = ids(await olga.get(`notifications?account=${owner.accountId}&state=live`));
    assert.deepEqual(live.sort(), [one, more].sort());
    const left = (await olga.get(`notifications/${other}`)).body;
    assert.deepEqual([left.state, left.replayed], ['rejected', null]);
    assert.equal((await olga.get(`notifications/${more}`)).body.replayed, '2026-03-10T12:00:00.001Z');
    const { items } = (await olga.get('notification-replays')).body;
    assert.equal(items[0].replay_id, body.replay_id);
  });

  it('are never sent again without a filter', async () => {
    for (const path of ['notification-replays', 'notification-replays/check']) {
      const reply = await olga.post(path, { filter: {}, ...(path.endsWith('check') ? {} : { expected: 0 }) });
      assert.equal(reply.status, 400);
      assert.equal(reply.body.errors[0].pointer, '/filter');
    }
  });

  it('can be looked at by a viewer, who sends nothing', async () => {
    const viewer = await signedInOperator(world, 'viewer');
    const id = await make();
    assert.equal((await viewer.get(`notifications/${id}`)).status, 200);
    assert.equal((await viewer.post(`notifications/${id}/replay`)).status, 403);
    const filter = { account: owner.accountId };
    assert.equal((await viewer.post('notification-replays/check', { filter })).status, 200);
    assert.equal((await viewer.post('notification-replays', { filter, expected: 9 })).status, 403);
    assert.equal((await viewer.get(`notifications/${id}`)).body.state, 'rejected');
  });
});
