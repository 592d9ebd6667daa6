import assert from 'node:assert/strict';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { CLI_NOW, cliOn } from '../cli-on.js';

describeOnEachDatabase('pop account, config, grant and revoke', (createDatabase) => {
  async function withAccount() {
    const database = await createDatabase();
    const cli = cliOn(database.url);
    await cli(['account', 'create', 'Acme']);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    const versionOf = async () =>
      (await database.db<{ access_version: number }>('users').first('access_version'))!.access_version;
    return { ...database, cli, versionOf };
  }

  it('creates accounts with the next id or a given one, and refuses a taken one', async () => {
    const { cli } = await withAccount();
    const big = '9007199254740993';
    assert.deepEqual((await cli(['account', 'create', 'Big', '--id', big, '--json'])).json(), {
      account_id: big,
      name: 'Big',
    });
    const taken = await cli(['account', 'create', 'Other', '--id', big]);
    assert.deepEqual([taken.code, taken.err], [1, `error: There is an account ${big} already.\n`]);
    const { accounts } = (await cli(['account', 'list', '--json'])).json<{ accounts: { account_id: string }[] }>();
    assert.deepEqual(
      accounts.map((account) => account.account_id),
      ['10000001', big],
    );
  });

  it('shows an account whole, its secrets masked', async () => {
    const { cli } = await withAccount();
    await cli(['config', 'set', '10000001', 'auth', '-'], 'user:s3cret\n');
    await cli(['grant', 'acme', '10000001', '--partner']);
    assert.deepEqual((await cli(['account', 'show', '10000001', '--json'])).json(), {
      account_id: '10000001',
      name: 'Acme',
      created: new Date(CLI_NOW).toISOString(),
      disabled: null,
      paused: false,
      signing_secrets: [],
      config: [
        { key: 'ver', value: '1' },
        { key: 'auth', value: '********' },
      ],
      users: [
        {
          name: 'acme',
          kind: 'partner',
          active: true,
          permissions: [
            { permission: 'account-member', flags: ['read'] },
            { permission: 'partner-std', flags: ['read', 'write', 'add'] },
          ],
        },
      ],
      positions: [],
    });
    const { out } = await cli(['account', 'show', '10000001']);
    assert.match(out, /^Account 10000001: Acme\nCreated: .*\nState: +enabled\nNotifications: sent, not signed\n\n/);
    assert.match(out, /\nacme +partner +partner-std +read write add\n/);
    assert.doesNotMatch(out, /s3cret/);
  });

  it('shows that it is disabled and paused, and when its signing secrets were added, but no secret', async () => {
    const { cli, db } = await withAccount();
    await cli(['account', 'disable', '10000001']);
    await cli(['notifications', 'pause', '10000001']);
    const known = (await cli(['notifications', 'secret', 'add', '10000001', '--generate', '--json'])).json<{
      fingerprint: string;
    }>();
    // As a program of the version before has left it.
    const older = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const { signing_secrets: stored } = (await db('notification_accounts').first('signing_secrets'))!;
    await writeStatement(db, (to) =>
      to('notification_accounts').update({
        signing_secrets: JSON.stringify([older, ...(JSON.parse(stored) as string[])]),
      }),
    );
    const at = new Date(CLI_NOW).toISOString();
    const { out } = await cli(['account', 'show', '10000001']);
    assert.match(out, new RegExp(`\nState: +disabled since ${at}: `));
    const dates = `\\w{12} \\(added at an unknown time\\), ${known.fingerprint} \\(added ${at}\\)`;
    assert.match(out, new RegExp(`\nNotifications: paused, signed with ${dates}\n`));
    assert.doesNotMatch(out, /whsec_/);
    const { paused, disabled, signing_secrets } = (await cli(['account', 'show', '10000001', '--json'])).json<{
      paused: boolean;
      disabled: string;
      signing_secrets: object[];
    }>();
    assert.deepEqual([paused, disabled, signing_secrets.length], [true, at, 2]);
    assert.deepEqual(signing_secrets[1], { order: 2, fingerprint: known.fingerprint, added: at });
    assert.match((await cli(['account', 'list'])).out, new RegExp(`10000001  Acme .* ${at}\n$`));
  });

  it('renames, disables and enables, and says so in the audit log', async () => {
    const { cli, db } = await withAccount();
    assert.deepEqual((await cli(['account', 'rename', '10000001', 'Acme Europe', '--json'])).json(), {
      account_id: '10000001',
      name: 'Acme Europe',
      former_name: 'Acme',
    });
    const at = new Date(CLI_NOW).toISOString();
    const disabled = (await cli(['account', 'disable', '10000001', '--json'])).json();
    assert.deepEqual(disabled, { account_id: '10000001', disabled: at });
    const twice = await cli(['account', 'disable', '10000001']);
    assert.deepEqual([twice.code, twice.err], [1, `error: Account 10000001 is disabled since ${at}.\n`]);
    assert.equal((await cli(['account', 'enable', '10000001'])).out, 'Account 10000001 is enabled.\n');
    assert.equal((await cli(['account', 'enable', '10000001'])).err, 'error: Account 10000001 is not disabled.\n');
    const entries = await db('audit_log').where({ object: 'account 10000001' }).orderBy('id').pluck('operation');
    assert.deepEqual(entries, ['account create', 'account rename', 'account disable', 'account enable']);
  });

  it('sets, reads and unsets config values', async () => {
    const { cli, db } = await withAccount();
    const set = (key: string, value: string, input?: string) => cli(['config', 'set', '10000001', key, value], input);
    await set('url', 'https://partner.example/[___APP_ID___]');
    assert.equal((await set('auth', '-', 'user:s3cret\n\n')).code, 1, 'only one newline is cut');
    const secret = await set('auth', '-', 'user:s3cret\n');
    assert.doesNotMatch(secret.out + secret.err, /s3cret/);
    assert.equal((await cli(['config', 'get', '10000001', 'auth'])).out, '********\n');
    assert.equal((await cli(['config', 'get', '10000001', 'auth', '--reveal'])).out, 'user:s3cret\n');
    const note = await set('vendor_key', 'x');
    assert.match(note.err, /^Note: the gateway does not know the key vendor_key/);
    assert.equal((await cli(['config', 'unset', '10000001', 'url'])).code, 0);
    assert.deepEqual((await cli(['config', 'get', '10000001', '--json'])).json(), {
      account_id: '10000001',
      config: [
        { key: 'ver', value: '1' },
        { key: 'auth', value: '********' },
        { key: 'vendor_key', value: 'x' },
      ],
    });
    const objects = await db('audit_log')
      .whereIn('operation', ['config set', 'config unset'])
      .orderBy('id')
      .pluck('object');
    assert.deepEqual(
      objects,
      ['url', 'auth', 'vendor_key', 'url'].map((key) => `account 10000001 ${key}`),
    );
  });

  it('warns, for people and for scripts, of secrets that go along to another origin', async () => {
    const { cli, db } = await withAccount();
    const set = (key: string, value: string, ...more: string[]) =>
      cli(['config', 'set', '10000001', key, value, ...more]);
    await set('http_err', '503');
    assert.equal((await set('url', 'https://p.example/')).err, '');
    await cli(['config', 'set', '10000001', 'auth', '-'], 'ann:hush\n');
    await cli(['config', 'set', '10000001', 'not_headers=-'], 'X-Key,hush-2\n');
    assert.deepEqual((await set('url', 'https://p.example/done', '--json')).json(), {
      account_id: '10000001',
      key: 'url',
      keys: ['url'],
    });
    const { code, out, err } = await set('url', 'https://q.example/done');
    assert.deepEqual([code, out], [0, 'Set url of account 10000001.\n']);
    assert.match(
      err,
      /^Warning: url: auth and not_headers, .* sent to https:\/\/q\.example instead .*pop config unset\)\.\n$/,
    );
    const script = await set('url', 'https://r.example/done', '--json');
    const { warnings, ...rest } = script.json<{ warnings: { key: string; detail: string }[] }>();
    assert.deepEqual(rest, { account_id: '10000001', key: 'url', keys: ['url'] });
    assert.match(warnings[0]!.detail, /r\.example/);
    assert.equal(script.err, `Warning: url: ${warnings[0]!.detail}.\n`);
    assert.doesNotMatch(err + script.out, /hush/);
    const { config } = (await db<{ config: string }>('accounts').first('config'))!;
    assert.equal(config, 'ver|1|http_err|503|url|https://r.example/done|auth|ann:hush|not_headers|X-Key,hush-2');
  });

  it('does not warn of what it refuses', async () => {
    const { cli } = await withAccount();
    await cli(['config', 'set', '10000001', 'auth', '-'], 'ann:hush\n');
    const { code, err } = await cli(['config', 'set', '10000001', 'url', 'ftp://q.example']);
    assert.deepEqual([code, err.includes('Warning')], [1, false]);
  });

  it('sets and shows the origins that app_url may name, and says what is wrong with one', async () => {
    const { cli } = await withAccount();
    const origins = 'https://q.example,http://127.0.0.1:8090';
    assert.equal((await cli(['config', 'set', '10000001', 'app_url_origins', origins])).code, 0);
    assert.equal((await cli(['config', 'get', '10000001', 'app_url_origins'])).out, `${origins}\n`);
    assert.match((await cli(['account', 'show', '10000001'])).out, /\napp_url_origins +https:\/\/q\.example,http/);
    const { code, err } = await cli(['config', 'set', '10000001', 'app_url_origins', 'https://q.example/done']);
    assert.deepEqual([code, /app_url_origins must be .*part 1 has more than an origin/.test(err)], [1, true]);
  });

  it('sets flags exactly and makes cached permissions stale, also when it takes them away', async () => {
    const { cli, db, versionOf } = await withAccount();
    const granted = await cli(['grant', 'acme', '10000001', 'partner-std', 'add', 'read', '--json']);
    assert.deepEqual(granted.json(), {
      user: 'acme',
      account_id: '10000001',
      permissions: [{ permission: 'partner-std', flags: ['read', 'add'] }],
    });
    const first = await versionOf();
    await cli(['grant', 'acme', '10000001', 'partner-std', 'write']);
    const rows = await db<Record<string, unknown>>('permissions');
    assert.deepEqual(
      rows.map((row) => [row['can_read'], row['can_write'], row['can_add'], row['can_delete']].map(Number)),
      [[0, 1, 0, 0]],
    );
    const second = await versionOf();
    assert.equal((await cli(['revoke', 'acme', '10000001', 'partner-std'])).code, 0);
    const third = await versionOf();
    assert.ok(first > 1 && second > first && third > second, `${first} ${second} ${third}`);
    assert.deepEqual(await db('permissions'), []);
  });

  it('refuses, in words', async () => {
    const { cli, versionOf, db } = await withAccount();
    const before = [await versionOf(), await db('accounts').first('config')];
    const refused: [args: string, says: string][] = [
      ['account show 10000002', 'There is no account 10000002'],
      ['account show 18446744073709551615', 'There is no account 18446744073709551615'],
      ['account rename 10000002 Other', 'There is no account 10000002'],
      ['account rename 10000001 \u0007', 'The name must not hold control characters'],
      ['account disable 10000002', 'There is no account 10000002'],
      ['config set 10000001 url ftp://x', 'url must be an http or https URL with a host'],
      ['config set 10000001 rdc a|b', 'rdc must not hold a pipe'],
      ['config set 10000002 ver 1', 'There is no account 10000002'],
      ['config get 10000001 url', 'has no "url" in its config'],
      ['config unset 10000001 url', 'has no "url" in its config'],
      ['grant nobody 10000001 --partner', 'There is no user "nobody"'],
      ['grant acme 10000002 --partner', 'There is no account 10000002'],
      ['revoke acme 10000001 partner-std', 'acme does not have partner-std on account 10000001'],
    ];
    for (const [args, says] of refused) {
      const { code, out, err } = await cli(args.split(' '));
      assert.deepEqual([code, out], [1, ''], args);
      assert.ok(err.startsWith('error: ') && err.includes(says), err);
    }
    assert.deepEqual([await versionOf(), await db('accounts').first('config')], before);
  });
});
