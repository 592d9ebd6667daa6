import assert from 'node:assert/strict';
import { revokeCredential } from '../../../db/accounts/credentials.js';
import { setConsoleRole, setUserActive } from '../../../db/accounts/users.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { endConsoleSessions } from '../../../db/console/console-sessions.js';
import { SESSION_LIMITS } from '../../../engine/console/console-session.js';
import { type Gateway, startGateway } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { newOperator, OWN_PAGE, signInOperator, type TestOperator } from '../../support/operator.js';
import { TEST_NOW } from '../../support/test-now.js';
import { waitUntil } from '../../support/wait-until.js';

const MINUTE_MS = 60_000;
const BACKGROUND = { 'pop-background': '1' };

describeGateway('a session of the console', (world) => {
  // Another process on the same database, whose clock the tests set.
  let other: Gateway;
  before(async () => {
    other = await startGateway(world.db);
  });
  after(() => other.close());
  beforeEach(() => {
    other.clock.now = world.clock.now = TEST_NOW;
  });

  const statusOf = async (operator: TestOperator, headers = {}) =>
    (await operator.ask('adminGetSession', {}, { headers })).status;

  it('ends after half an hour without use, and polls are no use', async () => {
    const operator = await newOperator(world, 'viewer');
    for (let minutes = 5; minutes < 30; minutes += 5) {
      world.clock.now = TEST_NOW + minutes * MINUTE_MS;
      assert.equal(await statusOf(operator, BACKGROUND), 200, `${minutes}`);
    }
    world.clock.now = TEST_NOW + SESSION_LIMITS.idleMs - 1;
    assert.equal(await statusOf(operator, BACKGROUND), 200);
    world.clock.now = TEST_NOW + SESSION_LIMITS.idleMs;
    assert.equal(await statusOf(operator), 401);
  });

  it('goes on while it is used, and tells its end, but for twelve hours at most', async () => {
    const operator = await newOperator(world, 'viewer');
    const seen = async () => (await world.db('console_sessions').where({ user_id: operator.userId }).first())!.seen_ms;
    const end = TEST_NOW + SESSION_LIMITS.lifetimeMs;
    for (let now = TEST_NOW + 25 * MINUTE_MS; now < end; now += 25 * MINUTE_MS) {
      world.clock.now = now;
      const { status, body } = await operator.ask('adminGetSession');
      const idleEnd = Math.min(now + SESSION_LIMITS.idleMs, end);
      assert.deepEqual([status, body.idle_ends], [200, new Date(idleEnd).toISOString()]);
      await waitUntil('the use to be noted', async () => (await seen()) === now);
    }
    world.clock.now = end;
    assert.equal(await statusOf(operator), 401);
  });

  it('writes its last use once a minute at most', async () => {
    const operator = await newOperator(world, 'viewer');
    world.clock.now = TEST_NOW + MINUTE_MS - 1;
    const { body } = await operator.ask('adminGetSession');
    assert.equal(body.idle_ends, new Date(TEST_NOW + SESSION_LIMITS.idleMs).toISOString());
  });

  const ends: Record<string, (operator: TestOperator) => Promise<unknown>> = {
    'its password is revoked': (operator) => revokeCredential(world.db, { ...operator, now: TEST_NOW }),
    'its user is disabled': ({ userId }) => setUserActive(world.db, userId, false),
    'its user has no role any more': ({ userId }) => setConsoleRole(world.db, userId, undefined),
    'it signs out in another process': async (operator) => {
      const there = { ...OWN_PAGE, cookie: operator.cookie };
      const reply = await other.resource(undefined, 'DELETE', '/v1/admin/session', { headers: there });
      assert.equal(reply.status, 204);
      assert.match(String(reply.headers['set-cookie']), /^__Host-pop-console=; .*Expires=Thu, 01 Jan 1970/);
      assert.equal(reply.headers['clear-site-data'], '"cache"');
    },
  };
  for (const [when, end] of Object.entries(ends)) {
    it(`ends at the next request when ${when}`, async () => {
      const operator = await newOperator(world, 'operator');
      assert.equal(await statusOf(operator), 200);
      await end(operator);
      assert.equal(await statusOf(operator), 401);
    });
  }

  it('has a lower role from the next request on', async () => {
    const operator = await newOperator(world, 'admin');
    await setConsoleRole(world.db, operator.userId, 'viewer');
    assert.equal((await operator.ask('adminGetSession')).body.role, 'viewer');
    const { accountId, user } = await world.seed.partner();
    const parameters = { account_id: accountId, user_id: user.userId };
    const { status } = await operator.ask('adminSetAccess', parameters, { body: { permissions: [] } });
    assert.equal(status, 403);
  });

  it('asks for the password again after ten minutes, before it ends sessions of others', async () => {
    const [admin, viewer] = [await newOperator(world, 'admin'), await newOperator(world, 'viewer')];
    world.clock.now = TEST_NOW + SESSION_LIMITS.confirmedMs;
    const end = () => admin.ask('adminEndSessions', {}, { query: `user=${viewer.name}` });
    const refused = await end();
    assert.deepEqual([refused.status, refused.body.error_code], [403, 18]);
    const wrong = await admin.ask('adminConfirmPassword', {}, { body: { password: 'wrong' } });
    assert.deepEqual([wrong.status, (await end()).status], [401, 403]);
    const confirmed = await admin.ask('adminConfirmPassword', {}, { body: { password: admin.password } });
    const until = new Date(world.clock.now + SESSION_LIMITS.confirmedMs).toISOString();
    assert.deepEqual([confirmed.status, confirmed.body.confirmed_until], [200, until]);
    assert.deepEqual((await end()).body, { ended: 1 });
    assert.equal(await statusOf(viewer), 401);
  });

  it('is listed to its own user, and to an admin with those of everybody', async () => {
    const [admin, viewer] = [await newOperator(world, 'admin'), await newOperator(world, 'viewer')];
    const idsOf = async (operator: TestOperator) =>
      (await operator.ask('adminListSessions')).body.items as { session_id: string; user: string; current: boolean }[];
    const own = await idsOf(viewer);
    assert.deepEqual(own.map(({ user, current }) => [user, current]), [[viewer.name, true]]); // prettier-ignore
    assert.ok((await idsOf(admin)).some(({ user }) => user === viewer.name));
    const ofAdmin = (await idsOf(admin)).find(({ current }) => current)!.session_id;
    assert.equal((await viewer.ask('adminEndSession', { session_id: ofAdmin })).status, 404);
    assert.equal((await admin.ask('adminEndSession', { session_id: own[0]!.session_id })).status, 204);
    assert.equal(await statusOf(viewer), 401);
  });

  it("is found by its user's name behind a thousand newer ones", async () => {
    const [admin, viewer] = [await newOperator(world, 'admin'), await newOperator(world, 'viewer')];
    const [own] = await world.db('console_sessions').where({ user_id: admin.userId });
    const many = Array.from({ length: 1001 }, (_, at) => {
      const id = at.toString(16).padStart(32, '0');
      return { ...own!, id, token_hash: id.repeat(2), created_ms: TEST_NOW + 1 };
    });
    await writeTransaction(world.db, (trx) => trx.batchInsert('console_sessions', many, 100));
    const list = async (operator: TestOperator, user: string) =>
      (await operator.ask('adminListSessions', {}, { query: `user=${user}` })).body.items.map((one: { user: string }) => one.user); // prettier-ignore
    assert.deepEqual(await list(admin, viewer.name), [viewer.name]);
    assert.deepEqual([await list(viewer, admin.name), await list(admin, 'nobody')], [[], []]);
    await endConsoleSessions(world.db, { userId: admin.userId });
  });

  it('changes its password, and then the other sessions of its user have ended', async () => {
    const operator = await newOperator(world, 'viewer');
    const elsewhere = await signInOperator(world, operator);
    const change = (old: string, wanted: string) =>
      operator.ask('adminChangeOwnPassword', {}, { body: { old, new: wanted } });
    assert.equal((await change('wrong', 'quite a new password')).status, 401);
    assert.equal((await change(operator.password, 'short')).status, 400);
    assert.equal(await statusOf(elsewhere), 200);
    assert.equal((await change(operator.password, 'quite a new password')).status, 200);
    assert.deepEqual([await statusOf(operator), await statusOf(elsewhere)], [200, 401]);
    await signInOperator(other, { ...operator, password: 'quite a new password' });
  });
});
