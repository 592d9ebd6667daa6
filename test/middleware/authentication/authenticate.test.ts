import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import bcrypt from 'bcrypt';
import { type Express } from 'express';
import request from 'supertest';
import { authenticate } from '../../../middleware/authentication/authenticate.js';
import { credentialCache } from '../../../middleware/authentication/credential-cache.js';
import { familiarPlaces } from '../../../middleware/authentication/familiar-places.js';
import { type KnownCredential, type KnownUser } from '../../../middleware/authentication/known-user.js';
import { type AuthOutcome } from '../../../middleware/authentication/prove-password.js';
import { passwordGate } from '../../../middleware/authentication/password-gate.js';
import { stateOf } from '../../../middleware/request-state.js';
import { throttleFailures } from '../../../middleware/authentication/throttle-failures.js';
import { type WindowLimit } from '../../../middleware/authentication/window-counter.js';
import { appWith, REACHED } from '../app-with.js';

const SALT = bcrypt.genSaltSync(4);
const NOW = 1_000_000;
const LONG = 'x'.repeat(73);

const credential = (credentialId: string, password: string, more: Partial<KnownCredential> = {}): KnownCredential => ({
  credentialId,
  version: 1,
  purpose: 'api',
  passwordHash: bcrypt.hashSync(password, SALT),
  expiresAt: undefined,
  revokedAt: undefined,
  ...more,
});

const userOf = (userName: string, credentials: KnownCredential[], more: Partial<KnownUser> = {}): KnownUser => ({
  userId: `id-${userName}`,
  userName,
  kind: 'partner',
  ...{ active: true, accessVersion: 3, consoleRole: undefined },
  credentials,
  ...more,
});

const USERS = [
  userOf('ada', [credential('1', 'pass:with:colons'), credential('2', 'second')]),
  userOf('empty', [credential('3', '')]),
  userOf('disabled', [credential('4', 'right')], { active: false }),
  userOf('expired', [credential('5', 'right', { expiresAt: NOW })]),
  userOf('revoked', [credential('6', 'right', { revokedAt: NOW })]),
  userOf('bare', []),
  userOf('long', [credential('7', LONG)]),
  userOf('lasting', [credential('8', 'right', { expiresAt: NOW + 1 })]),
];

interface Limits {
  concurrency?: number;
  queueLimit?: number;
  perUserAndAddress?: WindowLimit;
  perAddress?: WindowLimit;
  held?: Promise<void>;
}

/**
 * Sets up the whole chain with users in memory. `hashed` counts the calls of bcrypt, and `used` has the credentials
 * noted as used.
 */
function setUp({ concurrency = 1, queueLimit = 8, held = Promise.resolve(), ...limits }: Limits = {}) {
  const users = new Map(USERS.map((user) => [user.userName, user]));
  const seen = { hashed: 0, used: [] as string[], caller: undefined as unknown, address: '192.0.2.1' };
  const counters: Record<AuthOutcome, number> = { cached: 0, verified: 0, refused: 0, throttled: 0, busy: 0 };
  const gate = passwordGate({
    concurrency,
    queueLimit,
    queueLimitAhead: 0,
    cost: 4,
    hash: async (password, salt) => {
      seen.hashed += 1;
      await held;
      return bcrypt.hash(password, salt);
    },
  });
  const middleware = authenticate({
    findUser: (userName) => Promise.resolve(users.get(userName)),
    cache: credentialCache({ now: () => NOW }),
    gate,
    throttle: throttleFailures(limits, () => NOW),
    places: familiarPlaces(() => NOW),
    addressOf: () => seen.address,
    noteUse: (credentialId) => void seen.used.push(credentialId),
    now: () => NOW,
    counters,
  });
  const app = appWith(middleware, (_req, res, next) => {
    seen.caller = stateOf(res).caller;
    next();
  });
  return { app, users, seen, counters, gate };
}

const call = (app: Express, userName: string, password: string) => request(app).get('/').auth(userName, password);

describe('authenticate', () => {
  for (const { name, userName, password, credentialId } of [
    { name: 'a password with colons', userName: 'ada', password: 'pass:with:colons', credentialId: '1' },
    { name: 'a second credential', userName: 'ada', password: 'second', credentialId: '2' },
    { name: 'a credential about to expire', userName: 'lasting', password: 'right', credentialId: '8' },
  ]) {
    it(`accepts ${name}`, async () => {
      const { app, seen } = setUp();
      const reply = await call(app, userName, password);
      assert.deepEqual(reply.body, REACHED);
      const userId = `id-${userName}`;
      assert.deepEqual(seen.caller, { userId, userName, kind: 'partner', credentialId, accessVersion: 3 });
      assert.deepEqual(seen.used, [credentialId]);
    });
  }

  it('accepts an empty password', async () => {
    const reply = await request(setUp().app)
      .get('/')
      .set('Authorization', `Basic ${btoa('empty:')}`);
    assert.deepEqual(reply.body, REACHED);
  });

  describe('refuses with the same bytes and one hash', () => {
    for (const { name, userName, password } of [
      { name: 'an unknown user', userName: 'nobody', password: 'right' },
      { name: 'a wrong password', userName: 'ada', password: 'wrong' },
      { name: 'a password cut at its colon', userName: 'ada', password: 'pass' },
      { name: 'a disabled user', userName: 'disabled', password: 'right' },
      { name: 'an expired credential', userName: 'expired', password: 'right' },
      { name: 'a revoked credential', userName: 'revoked', password: 'right' },
      { name: 'a user without credentials', userName: 'bare', password: 'right' },
      { name: 'a password over 72 bytes', userName: 'long', password: LONG },
    ]) {
      it(name, async () => {
        const { app, seen } = setUp();
        const reply = await call(app, userName, password);
        assertRefused(reply);
        assert.equal(seen.hashed, 1);
        assert.deepEqual(seen.used, []);
      });
    }
  });

  describe('refuses without a hash, and without counting a failure', () => {
    const ada = Buffer.from('ada:second').toString('base64');
    for (const { name, header } of [
      { name: 'no header', header: undefined },
      { name: 'another scheme that contains Basic', header: `NotBasicAtAll ${ada}` },
      { name: 'two spaces', header: `Basic  ${ada}` },
      { name: 'bad base64', header: 'Basic YWRh*' },
      { name: 'bad UTF-8', header: `Basic ${Buffer.from([0x61, 0x3a, 0xff]).toString('base64')}` },
      { name: 'NUL', header: `Basic ${btoa('ada:\0')}` },
      { name: 'more than 8 KiB', header: `Basic ${btoa(`ada:${'x'.repeat(7000)}`)}` },
    ]) {
      it(name, async () => {
        const { app, seen } = setUp({ perUserAndAddress: { failures: 1, seconds: 60 } });
        const call = request(app).get('/');
        assertRefused(await (header === undefined ? call : call.set('Authorization', header)));
        assert.equal(seen.hashed, 0);
      });
    }
  });

  it('pays one hash for a credential and then none', async () => {
    const { app, seen, counters } = setUp();
    for (let time = 0; time < 3; time += 1) assert.equal((await call(app, 'ada', 'second')).status, 200);
    assert.equal(seen.hashed, 1);
    assert.deepEqual(seen.used, ['2', '2', '2']);
    assert.deepEqual([counters.verified, counters.cached], [1, 2]);
  });

  it('pays one hash for 16 parallel first requests', async () => {
    const { app, seen } = setUp();
    const replies = await Promise.all(Array.from({ length: 16 }, () => call(app, 'ada', 'second')));
    assert.ok(replies.every((reply) => reply.status === 200));
    assert.equal(seen.hashed, 1);
  });

  for (const { name, change } of [
    { name: 'the user is disabled', change: userOf('ada', [credential('2', 'second')], { active: false }) },
    { name: 'the user is removed', change: undefined },
    { name: 'the credential is revoked', change: userOf('ada', [credential('2', 'second', { revokedAt: NOW - 1 })]) },
    { name: 'the password is changed', change: userOf('ada', [credential('2', 'changed', { version: 2 })]) },
  ]) {
    it(`refuses a verified credential at the very next request after ${name}`, async () => {
      const { app, users } = setUp();
      assert.equal((await call(app, 'ada', 'second')).status, 200);
      if (change) users.set('ada', change);
      else users.delete('ada');
      assertRefused(await call(app, 'ada', 'second'));
    });
  }

  it('slows guesses with 429 before bcrypt, but never a verified credential or another address', async () => {
    const { app, seen, counters } = setUp({ perUserAndAddress: { failures: 2, seconds: 60 } });
    await call(app, 'ada', 'second');
    for (const password of ['x', 'y']) assertRefused(await call(app, 'ada', password));
    const { hashed } = seen;
    const slowed = await call(app, 'ada', 'z');
    assert.equal(slowed.status, 429);
    assert.equal(slowed.headers['retry-after'], '60');
    assert.equal(seen.hashed, hashed);
    assert.equal((await call(app, 'ada', 'second')).status, 200);
    assert.equal((await call(app, 'ada', 'pass:with:colons')).status, 429);
    seen.address = '192.0.2.2';
    assert.equal((await call(app, 'ada', 'pass:with:colons')).status, 200);
    assert.deepEqual(counters, { cached: 1, verified: 2, refused: 2, throttled: 2, busy: 0 });
  });

  it('lets a user who has signed in at an address pass the failures of others there', async () => {
    const { app, users, seen } = setUp({ perAddress: { failures: 2, seconds: 60 } });
    assert.equal((await call(app, 'ada', 'second')).status, 200);
    for (const name of ['x', 'y']) assertRefused(await call(app, name, 'wrong'));
    assert.equal((await call(app, 'lasting', 'right')).status, 429);
    users.set('ada', userOf('ada', [credential('9', 'renewed')]));
    assert.equal((await call(app, 'ada', 'renewed')).status, 200);
    seen.address = '192.0.2.2';
    assert.equal((await call(app, 'lasting', 'right')).status, 200);
  });

  it('counts what it turned away when busy for who sent it, whose password then waits', async () => {
    let open = (): void => undefined;
    const perUserAndAddress = { failures: 2, seconds: 60 };
    const held = new Promise<void>((resolve) => (open = resolve));
    const { app, gate } = setUp({ queueLimit: 1, perUserAndAddress, held });
    const waiting = ['a', 'b'].map((name) => call(app, name, 'x').then((reply) => reply));
    while (gate.waiting < 1) await new Promise(setImmediate);
    const statuses: number[] = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await call(app, 'ada', 'second')).status);
    open();
    await Promise.all(waiting);
    assert.deepEqual(statuses, [503, 503, 429]);
  });

  it('is overloaded with 503 past its queue', async () => {
    let open = (): void => undefined;
    const { app, gate, counters } = setUp({ queueLimit: 1, held: new Promise((resolve) => (open = resolve)) });
    const waiting = ['a', 'b'].map((name) => call(app, name, 'x').then((reply) => reply));
    while (gate.waiting < 1) await new Promise(setImmediate);
    const reply = await call(app, 'c', 'x');
    assert.equal(reply.status, 503);
    assert.equal(reply.headers['retry-after'], '1');
    assert.equal((reply.body as { error_code: number }).error_code, 503);
    open();
    for (const late of await Promise.all(waiting)) assertRefused(late);
    assert.equal(counters.busy, 1);
  });

  it('drops a queued attempt whose client has gone', async () => {
    let open = (): void => undefined;
    const { app, gate, seen } = setUp({ held: new Promise((resolve) => (open = resolve)) });
    const first = call(app, 'a', 'x').then((reply) => reply);
    const server = app.listen(0);
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port);
    client.write(`GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${btoa('b:x')}\r\n\r\n`);
    while (gate.waiting < 1) await new Promise(setImmediate);
    client.destroy();
    while (gate.waiting > 0) await new Promise(setImmediate);
    open();
    assertRefused(await first);
    assert.equal(seen.hashed, 1);
    server.close();
  });

  it('answers a failing database with 500, not 401', async () => {
    const { seen: _seen, gate } = setUp();
    const logged: unknown[] = [];
    const original = console.error;
    console.error = (fields: unknown) => void logged.push(fields);
    try {
      const app = appWith(
        authenticate({
          findUser: () => Promise.reject(new Error('database is away')),
          cache: credentialCache({ now: () => NOW }),
          gate,
          throttle: throttleFailures({}, () => NOW),
          places: familiarPlaces(() => NOW),
          addressOf: () => '192.0.2.1',
          noteUse: () => undefined,
          now: () => NOW,
        }),
      );
      assert.equal((await call(app, 'ada', 'second')).status, 500);
    } finally {
      console.error = original;
    }
    assert.equal(logged.length, 1);
  });
});

function assertRefused(reply: request.Response): void {
  assert.equal(reply.status, 401);
  assert.equal(reply.headers['www-authenticate'], 'Basic realm="POP Partner API", charset="UTF-8"');
  assert.equal(
    reply.text,
    '{"type":"urn:pop:problem:unauthenticated","title":"Authentication required","status":401,' +
      '"detail":"Valid HTTP Basic credentials are required.","error_code":1,"request_id":"test"}',
  );
}
