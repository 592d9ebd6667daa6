import assert from 'node:assert/strict';
import bcrypt from 'bcrypt';
import { addCredential, listCredentials, revokeCredential } from '../../db/accounts/credentials.js';
import { revoke } from '../../db/accounts/permissions.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { setUserActive } from '../../db/accounts/users.js';
import { PERMISSIONS } from '../../engine/permissions.js';
import { newCredential } from '../../routes/accounts/new-credential.js';
import { type Reply, startGateway } from '../support/app.js';
import { describeGateway } from '../support/gateway.js';
import { type TestPartner } from '../support/seed.js';
import { TEST_NOW } from '../support/test-now.js';

const escaped = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
const basic = (text: string | Buffer) => Buffer.from(text).toString('base64');

describeGateway('HTTP Basic', (world) => {
  // Each test has its own partner, so that failures of one test do not count in another.
  let partner: TestPartner;
  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const withHeader = (authorization: string) =>
    world.call(undefined, 'whoami', {}, { headers: { authorization, 'x-request-id': 'same' } });
  const whoami = (password: string, name = partner.user.name) => withHeader(`Basic ${basic(`${name}:${password}`)}`);
  const addPassword = (password: string, more: { expiresAt?: number } = {}) =>
    newCredential(world.db, { userId: partner.user.userId, label: 'more', password, now: TEST_NOW, cost: 4, ...more });

  const accepted: { name: string; password: string; header?: (token: string) => string }[] = [
    { name: 'colons', password: ':a::b:' },
    { name: 'letters beyond ASCII', password: 'pässwörd 🦉' },
    { name: 'spaces around', password: '  spaced  ' },
    { name: '72 bytes', password: 'x'.repeat(72) },
    { name: 'a scheme in capitals', password: 'plain-1', header: (token) => `BASIC ${token}` },
    { name: 'a scheme in small letters', password: 'plain-2', header: (token) => `basic ${token}` },
  ];
  for (const { name, password, header = (token: string) => `Basic ${token}` } of accepted) {
    it(`lets in a password or header with ${name}`, async () => {
      await addPassword(password);
      const reply = await withHeader(header(basic(`${partner.user.name}:${password}`)));
      assert.deepEqual([reply.status, (reply.body as { user_id: string }).user_id], [200, partner.user.name]);
    });
  }

  describe('with letters that can be written in two ways', () => {
    const [composed, decomposed] = ['p\u00e4ss', 'pa\u0308ss'];

    for (const [set, sent] of [
      [composed, decomposed],
      [decomposed, composed],
      [decomposed, decomposed],
    ] as const) {
      it(`lets in ${escaped(sent)} where ${escaped(set)} was set`, async () => {
        await addPassword(set);
        assert.equal((await whoami(sent)).status, 200);
      });
    }

    it('lets in a user by each form of its name', async () => {
      const user = await world.seed.user({ name: `Zoe\u0308 ${partner.user.name}` });
      for (const name of [user.name.normalize('NFC'), user.name]) {
        const reply = await whoami(user.password, name);
        assert.deepEqual(
          [reply.status, (reply.body as { user_id: string }).user_id],
          [200, user.name.normalize('NFC')],
        );
      }
    });

    it('lets in a password as it was sent before, in that form alone', async () => {
      const [first] = await listCredentials(world.db, partner.user.userId);
      const passwordHash = await bcrypt.hash(decomposed, first!.passwordHash.slice(0, 29));
      await addCredential(world.db, { userId: partner.user.userId, label: 'old', passwordHash, now: TEST_NOW });
      assert.equal((await whoami(composed)).status, 401);
      assert.equal((await whoami(decomposed)).status, 200);
      assert.equal((await whoami(composed)).status, 401);
    });

    it('refuses other letters', async () => {
      await addPassword(composed);
      for (const other of ['pass', 'p\u0101ss', 'PA\u0308SS']) assert.equal((await whoami(other)).status, 401, other);
    });
  });

  const refused: { name: string; header: (name: string, password: string) => string }[] = [
    { name: 'a wrong password', header: (name) => `Basic ${basic(`${name}:wrong`)}` },
    { name: 'an empty password', header: (name) => `Basic ${basic(`${name}:`)}` },
    { name: 'an unknown user', header: (_, password) => `Basic ${basic(`nobody:${password}`)}` },
    { name: 'the name in capitals', header: (name, password) => `Basic ${basic(`${name.toUpperCase()}:${password}`)}` },
    { name: 'a name with a space after it', header: (name, password) => `Basic ${basic(`${name} :${password}`)}` },
    { name: 'a password with a space after it', header: (name, password) => `Basic ${basic(`${name}:${password} `)}` },
    { name: 'no colon', header: (name) => `Basic ${basic(name)}` },
    { name: 'no name', header: (_, password) => `Basic ${basic(`:${password}`)}` },
    {
      name: 'a scheme that only contains Basic',
      header: (name, password) => `NotBasicAtAll ${basic(`${name}:${password}`)}`,
    },
    { name: 'a scheme that ends with Basic', header: (name, password) => `NotBasic ${basic(`${name}:${password}`)}` },
    { name: 'the scheme alone', header: () => 'Basic' },
    { name: 'another scheme', header: (name, password) => `Bearer ${basic(`${name}:${password}`)}` },
    { name: 'two spaces', header: (name, password) => `Basic  ${basic(`${name}:${password}`)}` },
    { name: 'a character outside base64', header: (name, password) => `Basic ${basic(`${name}:${password}`)}!` },
    { name: 'base64 without its padding', header: (name) => `Basic ${basic(`${name}:ab`).replace(/=+$/, '')}-` },
    {
      name: 'invalid UTF-8',
      header: (name) => `Basic ${basic(Buffer.concat([Buffer.from(`${name}:`), Buffer.from([0xff])]))}`,
    },
    { name: 'NUL after the password', header: (name, password) => `Basic ${basic(`${name}:${password}\u0000`)}` },
    { name: 'a line break', header: (name, password) => `Basic ${basic(`${name}:${password}\n`)}` },
    { name: 'more than 8 KiB', header: (name) => `Basic ${basic(`${name}:${'x'.repeat(8192)}`)}` },
  ];
  for (const { name, header } of refused) {
    it(`refuses ${name}, and says no more than for a wrong password`, async () => {
      const { user } = partner;
      const expected = await whoami('certainly wrong');
      const reply = await withHeader(header(user.name, user.password));
      assert.deepEqual(comparable(reply), comparable(expected));
      assert.equal(reply.headers['www-authenticate'], 'Basic realm="POP Partner API", charset="UTF-8"');
      assert.equal((reply.body as { error_code: number }).error_code, 1);
    });
  }

  it('does not take the first 72 bytes of a longer password for the whole', async () => {
    await addPassword('y'.repeat(72));
    assert.equal((await whoami(`${'y'.repeat(72)}z`)).status, 401);
    assert.equal((await whoami('y'.repeat(72))).status, 200);
    assert.equal((await whoami(`${'y'.repeat(72)}z`)).status, 401);
  });

  it('refuses a disabled user, a revoked and an expired credential with the bytes of a wrong password', async () => {
    const expected = comparable(await whoami('certainly wrong'));
    const { userId, credentialId, password } = partner.user;
    await addPassword('expired', { expiresAt: TEST_NOW });
    assert.deepEqual(comparable(await whoami('expired')), expected);
    await setUserActive(world.db, userId, false);
    assert.deepEqual(comparable(await whoami(password)), expected);
    await setUserActive(world.db, userId, true);
    assert.equal((await whoami(password)).status, 200);
    await revokeCredential(world.db, { userId, credentialId, now: TEST_NOW });
    assert.deepEqual(comparable(await whoami(password)), expected);
  });

  it('answers a failure on the command face in its envelope', async () => {
    const user = { name: partner.user.name, password: 'wrong' };
    const reply = await world.command(user, { command: 'position_get' });
    const text = 'Valid HTTP Basic credentials are required.';
    assert.equal(reply.status, 401);
    assert.deepEqual(reply.body, { error_code: 1, error_text: text, command_from: '', error: text });
  });

  it('refuses a verified credential at the first request after it was revoked, or has expired', async () => {
    const { userId, credentialId, password } = partner.user;
    await addPassword('short-lived', { expiresAt: TEST_NOW + 1 });
    assert.deepEqual([(await whoami(password)).status, (await whoami('short-lived')).status], [200, 200]);
    await revokeCredential(world.db, { userId, credentialId, now: TEST_NOW });
    world.clock.now = TEST_NOW + 1;
    try {
      assert.deepEqual([(await whoami(password)).status, (await whoami('short-lived')).status], [401, 401]);
    } finally {
      world.clock.now = TEST_NOW;
    }
  });

  it('refuses a verified user at the first request after it was disabled', async () => {
    const { userId, password } = partner.user;
    assert.equal((await whoami(password)).status, 200);
    await setUserActive(world.db, userId, false);
    assert.equal((await whoami(password)).status, 401);
  });

  it('refuses what a lost permission allowed at the first request after it', async () => {
    const { user, accountId } = partner;
    const list = () => world.call(user, 'listPositions', { account_id: accountId });
    assert.equal((await list()).status, 200);
    await writeTransaction(world.db, (trx) =>
      revoke(trx, user.userId, { accountId, permission: PERMISSIONS['partner-std'] }),
    );
    assert.equal((await list()).status, 403);
    await world.seed.grant(user, accountId);
    assert.equal((await list()).status, 200);
  });

  it('goes on with the second credential after the first is revoked', async () => {
    const { userId, credentialId, password } = partner.user;
    await addPassword('the next one');
    assert.deepEqual([(await whoami(password)).status, (await whoami('the next one')).status], [200, 200]);
    await revokeCredential(world.db, { userId, credentialId, now: TEST_NOW });
    assert.deepEqual([(await whoami(password)).status, (await whoami('the next one')).status], [401, 200]);
  });

  it('records when a credential was last used, and not that of another', async () => {
    const unused = await addPassword('never used');
    await whoami(partner.user.password);
    // The time is written beside the request. The next query on the same pool comes after it.
    for (let turn = 0; turn < 200 && (await lastUses())[partner.user.credentialId] === undefined; turn += 1);
    assert.deepEqual(await lastUses(), { [partner.user.credentialId]: TEST_NOW, [unused]: undefined });
  });

  async function lastUses(): Promise<Record<string, number | undefined>> {
    const credentials = await listCredentials(world.db, partner.user.userId);
    return Object.fromEntries(credentials.map(({ credentialId, lastUsedAt }) => [credentialId, lastUsedAt]));
  }

  it('pays one bcrypt for each failed attempt, whatever is wrong, and none for a verified password', async () => {
    const { user } = partner;
    const disabled = await world.seed.partner();
    await setUserActive(world.db, disabled.user.userId, false);
    const bare = await world.seed.partner();
    await revokeCredential(world.db, { ...bare.user, now: TEST_NOW });
    await addPassword('second');
    await addPassword('third');
    const counted = countHashes();
    // This gateway is not the shared one, because the program takes its reference to bcrypt when it starts.
    const gateway = await startGateway(world.db);
    const attempts: { name: string; user: string; password: string; hashes: number }[] = [
      { name: 'first success', user: user.name, password: user.password, hashes: 1 },
      { name: 'second success', user: user.name, password: user.password, hashes: 0 },
      { name: 'wrong password of three', user: user.name, password: 'wrong', hashes: 1 },
      { name: 'unknown user', user: 'nobody-at-all', password: 'wrong', hashes: 1 },
      { name: 'disabled user', user: disabled.user.name, password: disabled.user.password, hashes: 1 },
      { name: 'no credential left', user: bare.user.name, password: bare.user.password, hashes: 1 },
      { name: 'too long', user: user.name, password: 'x'.repeat(73), hashes: 1 },
      { name: 'empty', user: user.name, password: '', hashes: 1 },
    ];
    try {
      for (const { name, user: userName, password, hashes } of attempts) {
        const before = counted.costs.length;
        await gateway.call({ name: userName, password }, 'whoami');
        const expected = Array.from({ length: hashes }, () => 4);
        assert.deepEqual(counted.costs.slice(before), expected, name);
      }
    } finally {
      counted.restore();
      await gateway.close();
    }
  });
});

/** Everything in a reply that must not show why it was refused. Only the time is left out. */
function comparable({ status, headers, text }: Reply): unknown {
  const { date: _, ...rest } = headers;
  return { status, headers: rest, text };
}

/**
 * Records the costs of all bcrypt hashes from now on. Hashes are counted, because a test that measures time would fail
 * on a busy machine.
 */
function countHashes(): { costs: number[]; restore: () => void } {
  const original = bcrypt.hash;
  const costs: number[] = [];
  bcrypt.hash = ((password: string, salt: string) => {
    costs.push(bcrypt.getRounds(`${salt}${'.'.repeat(31)}`));
    return original(password, salt);
  }) as typeof original;
  return { costs, restore: () => (bcrypt.hash = original) };
}
