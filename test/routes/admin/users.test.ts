import assert from 'node:assert/strict';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { setConsoleRole } from '../../../db/accounts/users.js';
import { SESSION_LIMITS } from '../../../engine/console/console-session.js';
import { type Reply } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { newOperator, signInOperator, type TestOperator, tryToSignIn } from '../../support/operator.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('users in the console', (world) => {
  let admin: TestOperator;
  beforeEach(async () => {
    world.clock.now = TEST_NOW;
    admin = await newOperator(world, 'admin');
  });

  const outcome = ({ status, body }: Reply) => [status, body.error_code ?? 0];
  const create = async (name: string, kind = 'internal') =>
    (await admin.ask('adminCreateUser', {}, { body: { name, kind } })).body.user_id as string;

  it('are listed by name, a page at a time, and found by the beginning of the name, kind and role', async () => {
    for (const name of ['page-c', 'page-a', 'page-b']) await create(name);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const query = `q=page-&limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const { body } = await admin.ask('adminListUsers', {}, { query });
      names.push(...body.items.map(({ user }: { user: string }) => user));
      cursor = body.next_cursor as string | undefined;
    } while (cursor !== undefined);
    assert.deepEqual(names, ['page-a', 'page-b', 'page-c']);
    const none = await admin.ask('adminListUsers', {}, { query: 'q=page-&kind=partner' });
    assert.deepEqual(none.body.items, []);
    const admins = await admin.ask('adminListUsers', {}, { query: `role=admin&q=${admin.name}` });
    assert.deepEqual(admins.body.items.map(({ user }: { user: string }) => user), [admin.name]); // prettier-ignore
  });

  it('are created once, with names that the command line would take', async () => {
    const send = (name: string) => admin.ask('adminCreateUser', {}, { body: { name, kind: 'partner' } });
    const { status, headers, body } = await send('created-once');
    assert.deepEqual([status, headers['location']], [201, `/v1/admin/users/${body.user_id}`]);
    assert.deepEqual(outcome(await send('created-once')), [409, 11]);
    const refused = await send('with space');
    assert.deepEqual([refused.status, refused.body.errors[0].pointer], [400, '/name']);
  });

  it('are disabled and enabled, which counts at the next request', async () => {
    const other = await newOperator(world, 'viewer');
    const set = (active: boolean) => admin.ask('adminChangeUser', { user_id: other.userId }, { body: { active } });
    assert.equal((await set(false)).body.active, false);
    assert.equal((await other.ask('adminGetSession')).status, 401);
    assert.equal((await set(true)).body.active, true);
    const [entry] = await listAudit(world.db, { userName: admin.name, operation: 'adminChangeUser', limit: 1 });
    assert.equal(entry!.object, `user ${other.name} enabled`);
  });

  it('get a role if they are internal, after the password was confirmed', async () => {
    const [olga, acme] = [await create('role-olga'), await create('role-acme', 'partner')];
    const set = (id: string, role: string) => admin.ask('adminSetConsoleRole', { user_id: id }, { body: { role } });
    assert.deepEqual((await set(olga, 'operator')).body.role, 'operator');
    assert.deepEqual(outcome(await set(acme, 'viewer')), [409, 11]);
    assert.deepEqual(outcome(await set('999999', 'viewer')), [404, 12]);
    world.clock.now += SESSION_LIMITS.confirmedMs;
    assert.deepEqual(outcome(await set(olga, 'admin')), [403, 18]);
  });

  it('cannot lock everybody out: nobody changes themself, and the last active admin stays', async () => {
    const self = { user_id: admin.userId };
    const role = await admin.ask('adminSetConsoleRole', self, { body: { role: 'viewer' } });
    const disabled = await admin.ask('adminChangeUser', self, { body: { active: false } });
    assert.deepEqual([outcome(role), outcome(disabled)], [[409, 11], [409, 11]]); // prettier-ignore
    // Two admins, each of whom takes the other one away at the same moment.
    await writeStatement(world.db, (db) => db('users').where({ console_role: 'admin' }).update({ console_role: null }));
    await setConsoleRole(world.db, admin.userId, 'admin');
    const second = await newOperator(world, 'admin');
    const take = (by: TestOperator, from: TestOperator) =>
      by.ask('adminSetConsoleRole', { user_id: from.userId }, { body: { role: 'viewer' } });
    await Promise.all([take(admin, second), take(second, admin)]);
    const left = await world.db('users').where({ console_role: 'admin', active: 1 });
    assert.equal(left.length, 1);
  });

  it('show what they may do, and when they were last used', async () => {
    const partner = await world.seed.partner();
    const { body } = await admin.ask('adminGetUser', { user_id: partner.user.userId });
    assert.deepEqual(body.accounts.map(({ account_id: id }: { account_id: string }) => id), [partner.accountId]); // prettier-ignore
    assert.deepEqual(outcome(await admin.ask('adminGetUser', { user_id: '18446744073709551615' })), [404, 12]);
  });

  it('get credentials whose password is shown once, for the API or for the console', async () => {
    const userId = await create('with-credentials');
    await setConsoleRole(world.db, userId, 'viewer');
    const add = (purpose: string) =>
      admin.ask('adminAddCredential', { user_id: userId }, { body: { label: purpose, purpose } });
    const [api, ofConsole] = [await add('api'), await add('console')];
    assert.deepEqual([api.status, api.headers['cache-control']], [201, 'no-store']);
    const [toApi, toConsole] = [api, ofConsole].map(({ body }) => ({ name: 'with-credentials', password: body.password as string })) as [User, User]; // prettier-ignore
    assert.deepEqual([(await world.call(toApi, 'whoami')).status, (await world.call(toConsole, 'whoami')).status], [200, 401]); // prettier-ignore
    assert.deepEqual([(await tryToSignIn(world, toConsole)).status, (await tryToSignIn(world, toApi)).status], [200, 401]); // prettier-ignore
    const { body, text } = await admin.ask('adminListCredentials', { user_id: userId });
    assert.deepEqual(body.items.map(({ purpose }: { purpose: string }) => purpose), ['api', 'console']); // prettier-ignore
    assert.ok(!text.includes(toApi.password) && !text.includes('$2'));
  });

  it('have credentials end on another day, or at once', async () => {
    const other = await newOperator(world, 'viewer');
    const named = { user_id: other.userId, credential_id: other.credentialId };
    const end = (expires: string | null) => admin.ask('adminChangeCredential', named, { body: { expires } });
    assert.equal((await end('2030-12-31')).body.expires, '2030-12-31T23:59:59.999Z');
    assert.equal((await end(null)).body.expires, null);
    assert.equal((await end(new Date(TEST_NOW - 86_400_000).toISOString().slice(0, 10))).status, 400);
    assert.equal((await other.ask('adminGetSession')).status, 200);
    assert.equal((await admin.ask('adminRevokeCredential', named)).status, 204);
    assert.equal((await other.ask('adminGetSession')).status, 401);
    assert.deepEqual(outcome(await end('2030-12-31')), [409, 11]);
    const foreign = { ...named, user_id: admin.userId };
    assert.deepEqual(outcome(await admin.ask('adminRevokeCredential', foreign)), [404, 12]);
    await signInOperator(world, admin);
  });
});

interface User {
  name: string;
  password: string;
}
