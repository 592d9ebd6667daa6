import assert from 'node:assert/strict';
import { revokeCredential } from '../../../db/accounts/credentials.js';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { setUserActive } from '../../../db/accounts/users.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { startGateway } from '../../support/app.js';
import { describeGateway, type World } from '../../support/gateway.js';
import { askAs, newOperator, OWN_PAGE, signInOperator, tryToSignIn } from '../../support/operator.js';
import { type TestUser } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';
import { waitUntil } from '../../support/wait-until.js';

/** Everybody who must not get in, and each is told the same. */
const STRANGERS: Record<string, (world: World) => Promise<Pick<TestUser, 'name' | 'password'>>> = {
  'an unknown user': () => Promise.resolve({ name: 'nobody', password: 'some password' }),
  'a wrong password': async ({ seed }) => ({ ...(await seed.operator('admin')), password: 'some password' }),
  'a user without a role': ({ seed }) => seed.operator(undefined),
  'a user of a partner, whatever its role says': ({ seed }) => seed.operator('admin', { kind: 'partner' }),
  'a password of the API': async ({ seed, db }) => {
    const operator = await seed.operator('admin');
    const credential = { userId: operator.userId, label: 'api', password: 'for the API', now: TEST_NOW, cost: 4 };
    await newCredential(db, credential);
    return { ...operator, password: 'for the API' };
  },
  'a disabled user': async ({ seed, db }) => {
    const operator = await seed.operator('admin');
    await setUserActive(db, operator.userId, false);
    return operator;
  },
  'a revoked password': async ({ seed, db }) => {
    const operator = await seed.operator('admin');
    await revokeCredential(db, { ...operator, now: TEST_NOW });
    return operator;
  },
};

describeGateway('signing in to the console', (world) => {
  for (const [who, make] of Object.entries(STRANGERS)) {
    it(`refuses ${who} in the same words as anybody`, async () => {
      const { status, headers, body } = await tryToSignIn(world, await make(world));
      assert.deepEqual([status, headers['www-authenticate'], headers['set-cookie']], [401, undefined, undefined]);
      assert.equal(body.detail, 'The user name or the password is wrong, or the user has no role in the console.');
    });
  }

  it('gives a cookie that only our own pages send, and a new token each time', async () => {
    const operator = await world.seed.operator('viewer');
    const cookies = [];
    for (let i = 0; i < 2; i += 1) {
      const { status, headers, body } = await tryToSignIn(world, operator);
      const [cookie = '', ...attributes] = String(headers['set-cookie']).split('; ');
      assert.deepEqual([status, body.user, body.role], [200, operator.name, 'viewer']);
      assert.match(cookie, /^__Host-pop-console=[A-Za-z0-9_-]{43}$/);
      assert.deepEqual(attributes.sort(), ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
      assert.equal(headers['cache-control'], 'no-store');
      cookies.push(cookie);
    }
    assert.notEqual(cookies[0], cookies[1]);
  });

  it('keeps nothing that could be used as a token', async () => {
    const { cookie } = await newOperator(world, 'viewer');
    const stored = JSON.stringify(await world.db('console_sessions').select());
    assert.ok(!stored.includes(cookie.split('=')[1]!));
  });

  it('ends the session that the browser had', async () => {
    const operator = await newOperator(world, 'viewer');
    await tryToSignIn(world, operator, { cookie: operator.cookie });
    assert.equal((await operator.ask('adminGetSession')).status, 401);
  });

  it('is in the audit log, and so is the refusal of an existing user, but no name that nobody has', async () => {
    const operator = await newOperator(world, 'viewer');
    await tryToSignIn(world, { ...operator, password: 'wrong' });
    await tryToSignIn(world, { name: 'perhaps a password', password: 'wrong' });
    await operator.ask('adminSignOut');
    const outcomes = async (userName: string) =>
      (await listAudit(world.db, { userName, limit: 9 })).map(({ operation, outcome }) => `${operation} ${outcome}`);
    const expected = ['adminSignIn ok', 'adminSignIn console-sign-in', 'adminSignOut ok'];
    assert.deepEqual(await outcomes(operator.name), expected);
    assert.deepEqual(await outcomes('perhaps a password'), []);
  });

  it('shares its count of failures with HTTP Basic, in both directions', async () => {
    const gateway = await startGateway(world.db);
    try {
      const operator = await world.seed.operator('admin');
      const wrong = { ...operator, password: 'wrong' };
      for (let i = 0; i < 5; i += 1) assert.equal((await tryToSignIn(gateway, wrong)).status, 401);
      for (let i = 0; i < 5; i += 1) assert.equal((await gateway.call(wrong, 'whoami')).status, 401);
      assert.equal((await gateway.call(wrong, 'whoami')).status, 429);
      assert.equal((await tryToSignIn(gateway, operator)).status, 429);
    } finally {
      await gateway.close();
    }
  });

  it('is a use of the password', async () => {
    const { credentialId } = await newOperator(world, 'viewer');
    const used = async () => (await world.db('credentials').where({ id: credentialId }).first())!.last_used_ms;
    await waitUntil('the use to be noted', async () => (await used()) === TEST_NOW);
  });

  const foreign: { name: string; headers: Record<string, string>; body?: string; status: number }[] = [
    { name: 'a page of another site', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
    { name: 'a page of another host of the domain', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
    { name: 'a typed address', headers: { 'sec-fetch-site': 'none' }, status: 403 },
    { name: 'a foreign Origin', headers: { origin: 'https://evil.example.com' }, status: 403 },
    { name: 'an Origin that is hidden', headers: { origin: 'null' }, status: 403 },
    { name: 'somebody who says nothing of it', headers: {}, status: 403 },
    { name: 'our own Origin in a browser that says nothing else', headers: { origin: 'https://gateway.example.com' }, status: 200 },
    { name: 'a form', headers: { ...OWN_PAGE, 'content-type': 'application/x-www-form-urlencoded' }, body: 'user=a&password=b', status: 415 },
    { name: 'a form that looks like JSON', headers: { ...OWN_PAGE, 'content-type': 'text/plain' }, status: 415 },
  ]; // prettier-ignore
  for (const { name, headers, body, status } of foreign) {
    it(`answers ${status} to ${name}`, async () => {
      const { name: user, password } = await world.seed.operator('viewer');
      const sent = body ?? JSON.stringify({ user, password });
      const reply = await world.resource(undefined, 'POST', '/v1/admin/session', { body: sent, headers });
      assert.equal(reply.status, status);
      if (status === 200) return;
      const { cookie } = await newOperator(world, 'admin');
      const change = { body: body ?? JSON.stringify({ password }), headers: { ...headers, cookie } };
      const confirm = await world.resource(undefined, 'POST', '/v1/admin/session/confirm', change);
      assert.equal(confirm.status, status);
    });
  }

  it('reads no HTTP Basic, and nothing else reads its cookie', async () => {
    const operator = await newOperator(world, 'admin');
    const api = { userId: operator.userId, label: 'api', password: 'for the API', now: TEST_NOW, cost: 4 };
    await newCredential(world.db, api);
    const basic = Buffer.from(`${operator.name}:for the API`).toString('base64');
    const withBasic = { headers: { authorization: `Basic ${basic}` } };
    const { status, headers } = await askAs(world, undefined, 'adminGetSession', {}, withBasic);
    assert.deepEqual([status, headers['www-authenticate']], [401, undefined]);
    const { cookie } = operator;
    assert.equal((await world.resource(undefined, 'GET', '/v1/whoami', { headers: { cookie } })).status, 401);
    assert.equal((await world.command(undefined, { command: 'position_get' }, { cookie })).status, 401);
  });

  it('takes a password for the console nowhere else', async () => {
    const operator = await world.seed.operator('admin');
    assert.equal((await world.call(operator, 'whoami')).status, 401);
    assert.equal((await signInOperator(world, operator)).name, operator.name);
  });
});
