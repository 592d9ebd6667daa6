import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

describeOnEachDatabase('pop config set and unset, several keys at once', (createDatabase) => {
  async function withAccount(config: string) {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['account', 'create', 'Acme']);
    await writeStatement(db, (to) => to('accounts').update({ config: ['ver|1', config].filter(Boolean).join('|') }));
    const stored = async () => (await db('accounts').first('config'))!.config;
    const run = (line: string, input?: string) => cli(['config', ...line.split(' ')], input);
    /** Runs a command at a terminal where somebody gives this answer. */
    const ask = (args: string[], answer: string | undefined) =>
      cliOn(url, {
        stdin: Object.assign(Readable.from([]), { isTTY: true as const }),
        askPassword: () => Promise.resolve(answer),
      })(args);
    return { cli, run, stored, ask, db };
  }

  it('changes not_headers and not_sep together, either of which alone would break the other', async () => {
    const { run, stored } = await withAccount('not_headers|X-A,1');
    for (const alone of ['not_sep=;', 'not_headers=-']) {
      const { code, err } = await run(`set 10000001 ${alone}`, 'X-A;1\n');
      assert.equal(code, 1, alone);
      assert.match(err, /^error: not_headers must have an even number of parts/);
    }
    const { code, out } = await run('set 10000001 not_sep=; not_headers=-', 'X-A;1,5\n');
    assert.deepEqual([code, out], [0, 'Set not_sep, not_headers of account 10000001.\n']);
    assert.equal(await stored(), 'ver|1|not_headers|X-A;1,5|not_sep|;');
    const back = await run('unset 10000001 not_sep not_headers');
    assert.deepEqual([back.code, back.out], [0, 'Removed not_sep, not_headers from the config of account 10000001.\n']);
    assert.equal(await stored(), 'ver|1');
  });

  it('tells a script the keys, and the audit log each of them', async () => {
    const { cli, run, db } = await withAccount('');
    const { out } = await run('set 10000001 cmp=0 x_side=-main not_method= --json');
    assert.deepEqual(JSON.parse(out), { account_id: '10000001', keys: ['cmp', 'x_side', 'not_method'] });
    const one = await run('unset 10000001 cmp --json');
    assert.deepEqual(JSON.parse(one.out), { account_id: '10000001', key: 'cmp', keys: ['cmp'] });
    assert.equal((await cli(['config', 'get', '10000001', 'x_side'])).out, '-main\n');
    const entries = await db('audit_log').where('operation', 'like', 'config%').orderBy('id').select('object', 'request_id'); // prettier-ignore
    assert.deepEqual(
      entries.map(({ object }) => object),
      ['cmp', 'x_side', 'not_method', 'cmp'].map((key) => `account 10000001 ${key}`),
    );
    assert.equal(new Set(entries.map((entry) => entry.request_id)).size, 2);
  });

  it('takes headers as an argument whose values are too short to be secret', async () => {
    const { run, stored } = await withAccount('');
    assert.equal((await run('set 10000001 not_sep=; not_headers=Content-Type;application/json')).code, 0);
    assert.equal((await run('set 10000001 not_sep=; not_headers=X-A;1')).code, 0);
    assert.equal(await stored(), 'ver|1|not_sep|;|not_headers|X-A;1');
  });

  it('takes several values from standard input, a line each', async () => {
    const { run, stored } = await withAccount('');
    const { code, out, err } = await run('set 10000001 auth=- cmp=0 not_headers=-', 'ann:hush\r\nX-A,hush=1\n');
    assert.deepEqual([code, /hush/.test(out + err)], [0, false]);
    assert.equal(await stored(), 'ver|1|auth|ann:hush|cmp|0|not_headers|X-A,hush=1');
  });

  it('takes a value with = in it, and one value from standard input', async () => {
    const { run, stored } = await withAccount('');
    const { code, out, err } = await run('set 10000001 url=https://p.example/?a=b auth=- http_err=500', 'ann:hu=sh\n');
    assert.deepEqual([code, /hu=sh/.test(out + err)], [0, false]);
    assert.equal(await stored(), 'ver|1|url|https://p.example/?a=b|auth|ann:hu=sh|http_err|500');
    await run('set 10000001 url https://p.example/?c=d');
    assert.match(await stored(), /url\|https:\/\/p\.example\/\?c=d\|/);
  });

  const refused: { name: string; line: string; code?: number; says: RegExp[] }[] = [
    {
      name: 'several faults, all of them named',
      line: 'set 10000001 cmp=0 ver=2 url=http://127.0.0.1/ http_err=99',
      says: [
        /ver must be 1/,
        /http_err must be statuses/,
        /url may not be called: 127\.0\.0\.1 is a loopback address, /,
      ],
    },
    { name: 'a key twice', line: 'set 10000001 cmp=0 cmp=1', says: [/cmp must not be changed twice at once/] },
    { name: 'a key twice', line: 'unset 10000001 url url', says: [/url must not be changed twice at once/] },
    { name: 'a key that is not there', line: 'unset 10000001 url cmp rdc', says: [/has no "cmp" or "rdc" in its config/] }, // prettier-ignore
    { name: 'an empty key', line: 'set 10000001 cmp=0 =1', says: [/a key must not be empty/] },
    { name: 'a word that is no pair', line: 'set 10000001 cmp=0 hush', code: 2, says: [/word 2 of the changes is not KEY=VALUE/] }, // prettier-ignore
    { name: 'pairs of words', line: 'set 10000001 cmp hush rdc main', code: 2, says: [/write KEY=VALUE for each key/] },
    { name: 'a key alone', line: 'set 10000001 hush', code: 2, says: [/write KEY=VALUE for each key, or KEY VALUE for one/] }, // prettier-ignore
    { name: 'one line for two values', line: 'set 10000001 auth=- not_headers=-', says: [/must have 2 lines, one each for auth, not_headers; it has 1/] }, // prettier-ignore
    { name: 'a header that may be secret', line: 'set 10000001 not_sep=; not_headers=X-A;1;X-B;hush', code: 2, says: [/^error: not_headers cannot be an argument/] }, // prettier-ignore
    { name: 'a header with another separator', line: 'set 10000001 not_headers=X-A;1', code: 2, says: [/^error: not_headers cannot be an argument/] }, // prettier-ignore
    { name: 'a secret as argument', line: 'set 10000001 auth ann:hush', code: 2, says: [/^error: auth cannot be an argument, .*: write auth=- and give/] }, // prettier-ignore
    { name: 'secrets among others', line: 'set 10000001 cmp=0 auth=ann:hush not_headers=X-A,hush', code: 2, says: [/^error: auth and not_headers cannot be an argument/] }, // prettier-ignore
  ];
  for (const { name, line, code = 1, says } of refused) {
    it(`refuses ${name}, and changes nothing: ${line}`, async () => {
      const { run, stored } = await withAccount('url|https://p.example/');
      const before = await stored();
      const result = await run(line);
      assert.deepEqual([result.code, result.out], [code, '']);
      for (const what of says) assert.match(result.err, what);
      assert.doesNotMatch(result.err, /hush/);
      assert.equal(await stored(), before);
    });
  }

  it('warns people and scripts of what is valid but not meant, and saves it', async () => {
    const { run, stored } = await withAccount('');
    const { code, out, err } = await run('set 10000001 not_method=POST Auth=hush x_own=1 url=https://p.example/');
    assert.deepEqual([code, out], [0, 'Set not_method, Auth, x_own, url of account 10000001.\n']);
    assert.match(
      err,
      /^Warning: http_err: no status .*\nWarning: not_method: .* PATCH\.\nWarning: Auth: .* most likely auth is meant\.\nNote: .* key x_own;.*\n$/,
    );
    assert.equal(await stored(), 'ver|1|not_method|POST|Auth|hush|x_own|1|url|https://p.example/');
    const script = await run('set 10000001 auth=- rdc=nosuch --json', 'hush\n');
    const { warnings } = JSON.parse(script.out) as { warnings: { key: string; detail: string }[] };
    assert.deepEqual(warnings.map(({ key }) => key), ['auth', 'rdc']); // prettier-ignore
    assert.equal(script.err, warnings.map(({ key, detail }) => `Warning: ${key}: ${detail}.\n`).join(''));
    assert.doesNotMatch(err + script.out + script.err, /hush/);
    const unset = await run('unset 10000001 auth rdc not_method');
    assert.deepEqual([unset.code, unset.err], [0, '']);
  });

  it('masks the values of not_headers, and shows them when asked to', async () => {
    const { cli, run } = await withAccount('not_sep|;|not_headers|X-A;hush,1;X-B;');
    assert.equal((await run('get 10000001 not_headers')).out, 'X-A;********;X-B;\n');
    assert.equal((await run('get 10000001 not_headers --reveal')).out, 'X-A;hush,1;X-B;\n');
    for (const line of ['config get 10000001 --json', 'config get 10000001', 'account show 10000001']) {
      const { out } = await cli(line.split(' '));
      assert.deepEqual([/hush/.test(out), out.includes('X-A;********;X-B;')], [false, true], line);
    }
  });

  it('asks for a secret at a terminal, and changes nothing if nobody answers', async () => {
    const { run, stored, ask } = await withAccount('');
    assert.equal((await ask(['config', 'set', '10000001', 'auth', '-'], 'ann:hush')).code, 0);
    assert.equal(await stored(), 'ver|1|auth|ann:hush');
    const { code, err } = await ask(['config', 'set', '10000001', 'auth=-'], undefined);
    assert.deepEqual([code, err], [1, 'error: Given up; nothing was changed.\n']);
    assert.equal((await run('set 10000001 auth=')).code, 0);
    assert.equal(await stored(), 'ver|1|auth|');
  });

  it('records each secret that is revealed, and shows none that it cannot record', async () => {
    const { cli, run, db } = await withAccount('cmp|0|auth|ann:hush|not_headers|X-A,hush-2,X-B,|rdc|main');
    const revealed = async () =>
      db('audit_log').where({ operation: 'config reveal' }).orderBy('id').select('object', 'user_name');
    for (const line of ['get 10000001', 'get 10000001 auth', 'get 10000001 cmp --reveal', 'get 10000001 no --reveal'])
      await run(line);
    assert.deepEqual(await revealed(), []);
    assert.equal((await run('get 10000001 auth --reveal')).out, 'ann:hush\n');
    assert.match((await run('get 10000001 --reveal --json')).out, /ann:hush.*hush-2/);
    const objects = ['auth', 'auth', 'not_headers'].map((key) => `account 10000001 ${key}`);
    assert.deepEqual(await revealed(), objects.map((object) => ({ object, user_name: 'cli:tester' }))); // prettier-ignore
    assert.match((await cli(['audit', '--operation', 'config reveal'])).out, /account 10000001 not_headers/);
    await writeStatement(db, (to) => to.schema.renameTable('audit_log', 'audit_log_away'));
    const { code, out } = await run('get 10000001 auth --reveal');
    await writeStatement(db, (to) => to.schema.renameTable('audit_log_away', 'audit_log'));
    assert.deepEqual([code, out], [1, '']);
  });

  it('says whose environment refuses a url', async () => {
    const { url } = await createDatabase();
    const cli = cliOn(url, { env: { DATABASE_URL: url, NOTIFY_ALLOW_CIDRS: '10.0.0.0/8,127.0.0.1' } });
    await cli(['account', 'create', 'Acme']);
    assert.equal((await cli(['config', 'set', '10000001', 'url', 'http://127.0.0.1/'])).code, 0);
    assert.equal(
      (await cli(['config', 'set', '10000001', 'url', 'http://127.0.0.2/'])).err,
      'error: url may not be called: 127.0.0.2 is a loopback address, which NOTIFY_ALLOW_CIDRS of this ' +
        "command's own environment (10.0.0.0/8,127.0.0.1) does not open; if that of the gateway does, give the command " +
        'the same value\n',
    );
  });
});
