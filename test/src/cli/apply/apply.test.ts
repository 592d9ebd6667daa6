import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Knex } from 'knex';
import { type PositionContent } from '../../../../engine/position/position.js';
import { writePositionDocument } from '../../../../engine/position/write-position-document.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { SAMPLE_POSITION } from '../../../support/sample-position.js';
import { cliOn } from '../cli-on.js';

const ACME = `
account: { account_id: 9007199254740993, name: Acme Ltd }
config:
  url: https://partner.example/done/[___APP_ID___]
  http_err: 503
  auth: { env: ACME_AUTH }
users:
  - { name: acme, kind: partner, grants: partner }
  - name: tools
    kind: internal
    active: false
    grants: { account-member: [write, read] }
positions:
  - 1
  - position_id: 7
    aname: Team Leader
    languages: [eng]
`;

const LINES = `+ account 9007199254740993: Acme Ltd
+ config url: https://partner.example/done/[___APP_ID___]
+ config http_err: 503
+ config auth: ********
+ user acme: partner
+ grant acme account-member: read
+ grant acme partner-std: read write add
+ user tools: internal
~ user tools: active -> disabled
+ grant tools account-member: read write
+ assignment 1: Sales
+ position 7: Team Leader, version 1
+ assignment 7: Team Leader
`;

const TABLES = ['accounts', 'users', 'permissions', 'positions', 'position_versions', 'account_positions', 'audit_log'];

describeOnEachDatabase('pop apply', (createDatabase) => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'pop-apply-'))));
  after(() => rm(folder, { recursive: true }));

  let db: Knex;
  let cli: ReturnType<typeof cliOn>;
  let secret: string | undefined;

  beforeEach(async () => {
    const database = await createDatabase();
    db = database.db;
    secret = 'ann:hush';
    cli = (args, input) =>
      cliOn(database.url, {
        env: { DATABASE_URL: database.url, ...(secret !== undefined && { ACME_AUTH: secret }) },
      })(args, input);
    await cli(['position', 'import', await file('aname: Sales\nlanguages: [eng]\n')]);
  });

  async function file(text: string): Promise<string> {
    const path = join(folder, 'file.yaml');
    await writeFile(path, text);
    return path;
  }
  const apply = async (text: string, ...args: string[]) => cli(['apply', await file(text), ...args]);

  const rowsOf = async (table: string) =>
    (await db(table).select<object[]>().orderByRaw('1, 2')).map((row) => ({ ...row, turns: 0 }));
  const everything = () => Promise.all(TABLES.map(rowsOf)); // without the counts of locks

  it('shows what would change and changes nothing, then does just that, and the second time nothing', async () => {
    const before = await everything();
    const diff = await apply(ACME, '--diff');
    assert.deepEqual([diff.code, diff.err, diff.out], [0, '', `${LINES}13 changes, not applied.\n`]);
    assert.deepEqual(await everything(), before);
    const { code, out, err } = await apply(ACME);
    assert.deepEqual([code, out], [0, `${LINES}Applied 13 changes.\n`]);
    assert.match(err, /^Note: acme has no credential yet; pop credential add "acme" makes one\.\nNote: tools /);
    const after = await everything();
    assert.equal((await apply(ACME)).out, 'Nothing changed.\n');
    assert.equal((await apply(ACME, '--diff')).out, 'Nothing would change.\n');
    assert.deepEqual(await everything(), after);
  });

  it('leaves what the single commands would have left, also in the audit log', async () => {
    await apply(ACME);
    const shown = (await cli(['account', 'show', '9007199254740993', '--json'])).json<Record<string, unknown>>();
    assert.deepEqual(shown['config'], [
      { key: 'ver', value: '1' },
      { key: 'url', value: 'https://partner.example/done/[___APP_ID___]' },
      { key: 'http_err', value: '503' },
      { key: 'auth', value: '********' },
    ]);
    assert.equal((await cli(['config', 'get', '9007199254740993', 'auth', '--reveal'])).out, 'ann:hush\n');
    assert.deepEqual(
      (shown['positions'] as { position_id: string }[]).map((one) => one.position_id),
      ['1', '7'],
    );
    const entries = await db('audit_log').orderBy('id').select('operation', 'object', 'request_id');
    const own = entries.slice(1).filter(({ operation }) => operation !== 'config reveal');
    assert.deepEqual(
      own.map(({ operation, object }) => `${operation}: ${object}`),
      [
        'account create: account 9007199254740993',
        ...['url', 'http_err', 'auth'].map((key) => `config set: account 9007199254740993 ${key}`),
        'user create: user acme',
        'grant: user acme account 9007199254740993 account-member read',
        'grant: user acme account 9007199254740993 partner-std read write add',
        'user create: user tools',
        'user disable: user tools',
        'grant: user tools account 9007199254740993 account-member read write',
        'position assign: position 1 account 9007199254740993',
        'position import: position 7',
        'position assign: position 7 account 9007199254740993',
      ],
    );
    assert.equal(new Set(own.map((entry) => entry.request_id)).size, 1);
  });

  it('changes and takes away what the file says, and leaves alone what it does not name', async () => {
    await apply(ACME);
    await cli(['config', 'set', '9007199254740993', 'cmp', '0']);
    secret = 'ann:other';
    const changed = `
account: { account_id: "9007199254740993", name: Acme Europe, disabled: true }
config:
  url: https://other.example/done
  auth: { env: ACME_AUTH }
  http_err: null
users:
  - { name: tools, active: true }
  - { name: acme, grants: { partner-std: [read] } }
positions:
  - { position_id: "7", aname: Team Leaders, languages: [eng] }
`;
    const { out, err } = await apply(changed);
    assert.equal(
      out,
      `~ account 9007199254740993: Acme Ltd -> Acme Europe
~ account 9007199254740993: enabled -> disabled
~ config url: https://partner.example/done/[___APP_ID___] -> https://other.example/done
- config http_err: 503
~ config auth: ******** (another one)
~ user tools: disabled -> active
~ grant acme partner-std: read write add -> read
- grant acme account-member: read
~ position 7: version 1 -> Team Leaders, version 2
Applied 9 changes.
`,
    );
    assert.match(err, /^Warning: http_err: no status is listed, .*\n$/);
    assert.deepEqual(await apply(changed).then(({ out, err }) => [out, err]), ['Nothing changed.\n', '']);
    assert.equal((await cli(['config', 'get', '9007199254740993', 'cmp'])).out, '0\n');
    assert.match(
      (await cli(['account', 'show', '9007199254740993'])).out,
      /\ntools +internal +account-member +read write\n/,
    );
  });

  it('tells a script the changes, and warns it, without a secret', async () => {
    await apply(ACME);
    const { out, err } = await apply(ACME.replace('partner.example', 'elsewhere.example'), '--json');
    const result = JSON.parse(out) as { applied: boolean; changes: object[]; warnings: { key: string }[] };
    const [before, after] = ['partner', 'elsewhere'].map((name) => `https://${name}.example/done/[___APP_ID___]`);
    assert.deepEqual([result.applied, result.changes], [true, [{ action: 'change', what: 'config', name: 'url', before, after }]]); // prettier-ignore
    assert.deepEqual(result.warnings.map(({ key }) => key), ['url']); // prettier-ignore
    assert.match(
      err,
      /^Warning: url: auth, which this change does not renew, will be sent to https:\/\/elsewhere\.example/,
    );
    assert.doesNotMatch(out + err, /hush/);
  });

  it('warns of a reducer that no position has, as the positions are after the file', async () => {
    const positionOf = (content: PositionContent) => ({ position_id: '7', ...writePositionDocument(content) });
    const documentOf = (content: PositionContent, rdc: string) =>
      JSON.stringify({
        account: { account_id: '20000001', name: 'Acme' },
        config: { rdc },
        positions: [positionOf(content)],
      });
    const warned = async (text: string, ...args: string[]) => (await apply(text, ...args)).err;
    for (const args of [['--diff'], []]) {
      assert.equal(await warned(documentOf(SAMPLE_POSITION, 'overall'), ...args), '');
    }
    assert.match(await warned(documentOf(SAMPLE_POSITION, 'nosuch')), /^Warning: rdc: no position .*overall, weakest/);
    assert.equal(await warned(documentOf(SAMPLE_POSITION, 'nosuch')), '', 'nothing has changed');
    await warned(documentOf(SAMPLE_POSITION, 'overall'));
    const none = { ...SAMPLE_POSITION, reducers: [] };
    assert.match(
      await warned(documentOf(none, 'overall'), '--diff'),
      /^Warning: rdc: the account has no position with/,
    );
  });

  const refused: { name: string; text: string; says: string[] }[] = [
    { name: 'nothing', text: '', says: ['line 1, column 1: must be an object'] },
    { name: 'no account', text: 'users: []', says: ['line 1, column 1: /account is required'] },
    {
      name: 'what has no such shape',
      text: `account:
  account_id: 20000001
  nmae: Acme
config:
  url: [x]
  auth: { environment: A }
users:
  - { name: acme, kind: admin, grants: { partner-std: [reed], other: [read] } }
  - { name: acme, grants: all }
positions: [true]
`,
      says: [
        'line 3, column 3: /account/nmae is not a known name here: write name',
        'line 5, column 3: /config/url must be a text, an integer, null, or env with the name of an environment variable',
        'line 6, column 3: /config/auth/env is required',
        'line 6, column 11: /config/auth/environment is not a known name here',
        'line 8, column 19: /users/0/kind must be partner or internal',
        'line 8, column 56: /users/0/grants/partner-std/0 must be one of read, write, add, delete',
        'line 8, column 63: /users/0/grants/other is not a known name here',
        'line 9, column 19: /users/1/grants must be partner, operator, or an object of permissions and lists of flags',
        'line 10, column 13: /positions/0 must be the id of a position, or a position as in a position file',
      ],
    },
    {
      name: 'what can not be meant',
      text: `account: { account_id: 0, name: "" }
config: { auth: { env: NOWHERE } }
users: [{ name: "a:b" }, { name: acme }, { name: acme }]
positions:
  - 1
  - 1
  - { aname: Sales, languages: [en] }
`,
      says: [
        'line 1, column 12: /account/account_id must be an id from 1 to 9223372036854775807',
        'line 1, column 27: /account/name must not be empty',
        'line 2, column 11: /config/auth is to come from NOWHERE, which is not set',
        'line 3, column 44: /users/2/name must not be given twice',
        'line 6, column 5: /positions/1 must not be given twice',
        'line 7, column 5: /positions/2/position_id is required',
        'line 7, column 33: /positions/2/languages/0 must be three of a-z and 0-9: write eng for en',
      ],
    },
    {
      name: 'an account that is not there and has no name',
      text: 'account: { account_id: 20000001 }\nusers: [{ name: acme, kind: partner }]',
      says: ['line 1, column 1: /account/name is required: there is no account 20000001 yet'],
    },
    {
      name: 'what does not fit to what is stored, all together',
      text: `account: { account_id: 20000001, name: Acme }
config: { url: "http://127.0.0.1/", not_method: "a|b" }
users: [{ name: acme }, { name: other, kind: internal }, { name: new, kind: partner, grants: operator }, { name: "a:b", kind: partner }]
positions: [1, 99, 2]
`,
      says: [
        'line 2, column 37: /config/not_method must not hold a pipe',
        'line 2, column 11: /config/url may not be called: 127.0.0.1 is a loopback address, which ' +
          "NOTIFY_ALLOW_CIDRS of this command's own environment (not set) does not open; if that of the gateway does, " +
          'give the command the same value',
        'line 3, column 9: /users/0/kind is required: there is no user "acme" yet',
        "line 3, column 40: /users/1/kind can't be changed: the user is partner",
        'line 3, column 86: /users/2/grants operator is for users of kind internal',
        'line 3, column 108: /users/3/name must not hold a colon: HTTP Basic ends the name there (RFC 7617)',
        'line 4, column 16: /positions/1 there is no position 99',
        'line 4, column 20: /positions/2 position 2 is retired since 2026-03-01T12:00:00.000Z',
      ],
    },
  ];
  for (const { name, text, says } of refused) {
    it(`refuses ${name}, each fault at its place, and stores nothing`, async () => {
      await cli(['user', 'create', 'other', '--kind', 'partner']);
      await cli(['position', 'import', await file('aname: Old\nlanguages: [eng]\n')]);
      await cli(['position', 'retire', '2']);
      const before = await everything();
      for (const args of [[], ['--diff']]) {
        const { code, out, err } = await apply(text, ...args);
        assert.deepEqual([code, out], [1, '']);
        assert.match(err, /^error: .*file\.yaml (?:is not a valid file to apply|can't be applied):\n/);
        assert.deepEqual(err.trimEnd().split('\n').slice(1).sort(), says.map((line) => `  ${line}`).sort());
      }
      assert.deepEqual(await everything(), before);
    });
  }

  it('reads JSON as well, and nothing that is neither', async () => {
    const json = JSON.stringify({ account: { account_id: '20000001', name: 'Acme' } });
    assert.equal((await apply(json)).out, '+ account 20000001: Acme\nApplied 1 change.\n');
    assert.match((await apply('{"account": ')).err, /^error: .*is neither JSON nor YAML: .* at line 1, column/);
    assert.match((await cli(['apply', join(folder, 'none')])).err, /none can't be read: ENOENT/);
  });
});
