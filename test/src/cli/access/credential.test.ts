import assert from 'node:assert/strict';
import bcrypt from 'bcrypt';
import { listCredentials } from '../../../../db/accounts/credentials.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase, sqlite } from '../../../support/databases.js';
import { CLI_NOW, cliOn } from '../cli-on.js';
import { runProcess } from '../run-process.js';

const ADD = ['credential', 'add', 'acme', '--label', 'l'];

describeOnEachDatabase('pop credential', (createDatabase) => {
  async function withUser() {
    const database = await createDatabase();
    const cli = cliOn(database.url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    return { ...database, cli };
  }

  it('takes the first line of standard input as the password, as a process', async () => {
    const { url, db } = await withUser();
    const { code, out } = await runProcess(url, ADD, 'päss:word of mine \r\nmore\n');
    assert.equal(code, 0);
    assert.doesNotMatch(out, /word/);
    const [credential] = await listCredentials(db, '1');
    assert.ok(await bcrypt.compare('päss:word of mine ', credential!.passwordHash));
  });

  it('makes up a password, shows it once, and shares the salt of the older one', async () => {
    const { cli, db } = await withUser();
    await cli(ADD, 'first typed password');
    const added = (await cli([...ADD, '--generate', '--expires-in-days', '3', '--json'])).json<
      Record<string, string>
    >();
    const expires = new Date(CLI_NOW + 3 * 86_400_000).toISOString();
    assert.deepEqual(
      { ...added, password: '' },
      { credential_id: '2', user: 'acme', label: 'l', purpose: 'api', expires, password: '' },
    );
    assert.match(added['password']!, /^[A-Za-z0-9_-]{32}$/);
    const [first, second] = await listCredentials(db, '1');
    assert.ok(await bcrypt.compare(added['password']!, second!.passwordHash));
    assert.equal(first!.passwordHash.slice(0, 29), second!.passwordHash.slice(0, 29));
  });

  it('lists states, and revokes once', async () => {
    const { cli, db } = await withUser();
    await cli([...ADD, '--expires', '2026-03-01'], 'one typed password');
    await cli(ADD, 'two typed password');
    await cli(ADD, 'three typed password');
    await writeStatement(db, (to) => to('credentials').where({ id: '2' }).update({ expires_ms: CLI_NOW }));
    assert.deepEqual((await cli(['credential', 'revoke', 'acme', '3', '--json'])).json(), {
      credential_id: '3',
      user: 'acme',
    });
    const { credentials } = (await cli(['credential', 'list', 'acme', '--json'])).json<{ credentials: object[] }>();
    const time = new Date(CLI_NOW).toISOString();
    const common = { label: 'l', purpose: 'api', created: time, last_used: null };
    assert.deepEqual(credentials, [
      { credential_id: '1', ...common, state: 'active', expires: '2026-03-01T23:59:59.999Z', revoked: null },
      { credential_id: '2', ...common, state: 'expired', expires: time, revoked: null },
      { credential_id: '3', ...common, state: 'revoked', expires: null, revoked: time },
    ]);
    const again = await cli(['credential', 'revoke', 'acme', '3']);
    assert.deepEqual([again.code, again.err], [1, `error: Credential 3 of acme is revoked since ${time}.\n`]);
    const unknown = await cli(['credential', 'revoke', 'acme', '4']);
    assert.equal(unknown.err, 'error: acme has no credential 4; see pop credential list acme.\n');
  });

  it('revokes only a credential of that very user', async () => {
    const { cli, db } = await withUser();
    await cli(ADD, 'one typed password');
    await cli(['user', 'create', 'other', '--kind', 'partner']);
    assert.equal((await cli(['credential', 'revoke', 'other', '1'])).code, 1);
    assert.equal((await listCredentials(db, '1'))[0]!.revokedAt, undefined);
  });

  const refused: { name: string; args?: string[]; input: string | Buffer; says: RegExp }[] = [
    { name: 'a password of 73 bytes', input: `${'ä'.repeat(36)}a`, says: /at most 72 bytes/ },
    { name: 'no password', input: '\nsecond line', says: /must not be empty/ },
    { name: 'a control character', input: 'a\tb', says: /control characters/ },
    { name: 'a short password, advising --generate', input: 'demo-pass', says: /at least 12 characters.*--generate/ },
    { name: 'a common password', input: 'Administrator', says: /many people use\. --generate/ },
    { name: 'endless input', input: 'a'.repeat(70_000), says: /more than the 65536 bytes/ },
    {
      name: 'an unknown user',
      args: ['credential', 'add', 'nobody', '--label', 'l'],
      input: 'a',
      says: /no user "nobody"/,
    },
    { name: 'a day that has passed', args: [...ADD, '--expires', '2026-02-28'], input: 'a', says: /has passed/ },
    { name: 'a day that is none', args: [...ADD, '--expires', '2026-02-30'], input: 'a', says: /no day/ },
    {
      name: 'an empty label',
      args: ['credential', 'add', 'acme', '--label', ''],
      input: 'a',
      says: /label must not be empty/,
    },
  ];
  it('refuses, in words, and adds nothing', async () => {
    const { cli, db } = await withUser();
    for (const { name, args = ADD, input, says } of refused) {
      const { code, err } = await cli(args, String(input));
      assert.equal(code, 1, name);
      assert.match(err, says, name);
    }
    assert.deepEqual(await listCredentials(db, '1'), []);
  });
});

describe('pop credential add with more arguments', () => {
  it('refuses a password among them without repeating it, and takes - for standard input', async () => {
    const { url, close } = await sqlite.create();
    const cli = cliOn(url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    const { code, out, err } = await cli([...ADD, 'hush-hush-hush']);
    const list = await cli(['credential', 'list', 'acme', '--json']);
    const taken = await cli([...ADD, '-'], 'hush-hush-hush\n');
    await close();
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^error: the password cannot be an argument, .*: give it by standard input\n$/);
    assert.deepEqual([list.json<{ credentials: unknown[] }>().credentials, taken.code], [[], 0]);
  });
});

describe('pop credential add at a terminal', () => {
  const asked: { name: string; answers: (string | undefined)[]; code: number; says: RegExp }[] = [
    {
      name: 'takes what was typed twice',
      answers: ['typed password', 'typed password'],
      code: 0,
      says: /^Added credential 1/,
    },
    { name: 'refuses two that differ', answers: ['typed password', 'typed Password'], code: 1, says: /differ/ },
    { name: 'asks only once for one that is refused', answers: [''], code: 1, says: /must not be empty/ },
    { name: 'changes nothing when given up', answers: [undefined], code: 1, says: /Given up/ },
  ];
  for (const { name, answers, code, says } of asked) {
    it(name, async () => {
      const { url, close } = await sqlite.create();
      await cliOn(url)(['user', 'create', 'acme', '--kind', 'partner']);
      const left = [...answers];
      const stdin = { isTTY: true, [Symbol.asyncIterator]: () => assert.fail('reads what is typed for all to see') };
      const result = await cliOn(url, { stdin, askPassword: () => Promise.resolve(left.shift()) })(ADD);
      await close();
      assert.deepEqual([result.code, left], [code, []]);
      assert.match(result.out + result.err, says);
    });
  }
});
