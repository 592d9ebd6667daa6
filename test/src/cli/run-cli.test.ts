import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { migrate } from '../../../db/migrate.js';
import { type Migration, migrations } from '../../../db/migrations/index.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { packageVersion } from '../../../src/package-version.js';
import { describeOnEachDatabase, sqlite } from '../../support/databases.js';
import { cliOn } from './cli-on.js';
import { runProcess, startCli } from './run-process.js';

const LEAVES = [
  ['migrate'],
  ...['create', 'list', 'disable', 'enable', 'rename', 'delete'].map((verb) => ['user', verb]),
  ...['add', 'list', 'revoke'].map((verb) => ['credential', verb]),
  ...['create', 'list', 'show', 'rename', 'disable', 'enable'].map((verb) => ['account', verb]),
  ...['get', 'set', 'unset'].map((verb) => ['config', verb]),
  ...['import', 'export', 'list', 'assign', 'unassign', 'retire', 'restore'].map((verb) => ['position', verb]),
  ...['list', 'show', 'cancel', 'extend'].map((verb) => ['application', verb]),
  ...['list', 'show', 'resend'].map((verb) => ['invitations', verb]),
  ...['list', 'show', 'replay', 'pause', 'resume', 'test'].map((verb) => ['notifications', verb]),
  ...['add', 'list', 'remove'].map((verb) => ['notifications', 'secret', verb]),
  ...['grant', 'revoke', 'apply', 'audit', 'doctor', 'notifier', 'demo', 'completion'].map((name) => [name]),
];

const READERS = [
  ['user', 'list'],
  ['credential', 'list', 'acme'],
  ['account', 'list'],
  ['account', 'show', '1'],
  ['config', 'get', '1'],
  ['position', 'list'],
  ['position', 'export', '1'],
  ['notifications', 'list', '1'],
  ['notifications', 'show', '1'],
  ['invitations', 'show', '1'],
  ['invitations', 'list', '1'],
  ['application', 'list', '1'],
  ['application', 'show', '1'],
  ['audit'],
  ['demo', '--accounts', '1', '--applications', '1'],
];

describeOnEachDatabase('the command line', (createDatabase) => {
  it('works as a process: refuses an empty database in words, migrates it, and then works on it', async () => {
    const { url } = await createDatabase({ empty: true });
    const early = await runProcess(url, ['user', 'list']);
    assert.equal(early.code, 1);
    assert.match(early.err, /^error: The database is not migrated \(.*\): .*run pop migrate\.\n$/);
    const migrated = await runProcess(url, ['migrate', '--json']);
    assert.deepEqual(JSON.parse(migrated.out), { applied: migrations.map(({ name }) => name), newer: [] });
    const added = await runProcess(url, ['account', 'create', 'Acme', '--json']);
    assert.deepEqual(JSON.parse(added.out), { account_id: '10000001', name: 'Acme' });
    assert.deepEqual([added.code, added.err], [0, '']);
  });

  it('works with what a newer version has added, and refuses what it cannot work with', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    const later: Migration = { name: '9999-later', up: () => Promise.resolve() };
    await migrate(db, [...migrations, later]);
    assert.equal((await cli(['user', 'list'])).code, 0);
    assert.equal((await cli(['migrate'])).out, 'Nothing to do: the database is of a newer version (9999-later).\n');
    assert.deepEqual((await cli(['migrate', '--json'])).json(), { applied: [], newer: ['9999-later'] });
    const less: Migration = { name: '9999-less', needs: '9999-later', up: () => Promise.resolve() };
    await migrate(db, [...migrations, later, less]);
    for (const args of [['migrate'], ['user', 'list']]) {
      const { code, err } = await cli(args);
      assert.equal(code, 1);
      assert.match(err, /^error: .*newer version.* too old for it: 9999-less needs a version that knows 9999-later\./);
      assert.doesNotMatch(err, /\n {4}at /);
    }
  });

  it('tells where the program failed, but not the statement, which may hold secrets', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    await writeTransaction(db, (trx) => trx.schema.dropTable('audit_log'));
    const { code, out, err } = await cli(['credential', 'add', 'acme', '--label', 'l', '--generate']);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^error: The database says: .*audit_log.*\n {4}at /);
    assert.doesNotMatch(err, /insert into|tester/);
    assert.deepEqual(await db('credentials'), []);
  });

  it('records who changed what, in the transaction that changes it', async () => {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    assert.equal((await cli(['user', 'create', 'acme', '--kind', 'partner'])).code, 1);
    await cli(['user', 'list']);
    const entries = await db<Record<string, unknown>>('audit_log');
    assert.equal(entries.length, 1);
    const { user_name, credential_id, operation, object, outcome, address, request_id } = entries[0]!;
    assert.deepEqual(
      { user_name, credential_id, operation, object, outcome, address },
      {
        user_name: 'cli:tester',
        credential_id: null,
        operation: 'user create',
        object: 'user acme',
        outcome: 'ok',
        address: 'local',
      },
    );
    assert.match(request_id as string, /^[0-9a-f-]{36}$/);
  });
});

describe('the command line', () => {
  const nowhere = cliOn('sqlite:/nonexistent/never-opened.db');

  for (const args of LEAVES) {
    it(`explains ${args.join(' ')} with examples, without a database`, async () => {
      const { code, out } = await nowhere([...args, '--help']);
      assert.equal(code, 0);
      assert.match(out, /^Usage: pop /);
      assert.match(out, /\nExamples:\n {2}pop /);
      assert.match(out, /--json/);
    });
  }

  const wrong: { name: string; args: string[]; says: RegExp }[] = [
    { name: 'no command', args: [], says: /Usage: pop/ },
    { name: 'a group alone', args: ['user'], says: /Usage: pop user/ },
    { name: 'an unknown command', args: ['usr'], says: /unknown command 'usr'/ },
    { name: 'an unknown option', args: ['user', 'list', '--all'], says: /unknown option '--all'/ },
    {
      name: 'a password as an argument',
      args: ['credential', 'add', 'acme', 's3cret', '--label', 'l'],
      says: /cannot be an argument/,
    },
    { name: 'an argument too many', args: ['user', 'list', 'acme'], says: /too many arguments/ },
    { name: 'a missing option', args: ['user', 'create', 'acme'], says: /--kind/ },
    { name: 'an unknown kind', args: ['user', 'create', 'acme', '--kind', 'x'], says: /partner, internal/ },
    { name: 'an id that is none', args: ['account', 'show', '007'], says: /An id is a whole number/ },
    { name: 'id 0 for an account', args: ['account', 'create', 'a', '--id', '0'], says: /from 1 to/ },
    {
      name: 'both expiries',
      args: ['credential', 'add', 'a', '--label', 'l', '--expires', '2027-01-01', '--expires-in-days', '3'],
      says: /cannot be used with/,
    },
    { name: 'a grant of nothing', args: ['grant', 'acme', '1'], says: /PERMISSION and FLAGS, or --partner/ },
    {
      name: 'a grant without flags',
      args: ['grant', 'acme', '1', 'partner-std'],
      says: /PERMISSION and FLAGS, or --partner/,
    },
    { name: 'a grant of both', args: ['grant', 'acme', '1', 'partner-std', 'read', '--partner'], says: /or --partner/ },
    {
      name: 'an unknown permission',
      args: ['grant', 'acme', '1', 'root', 'read'],
      says: /account-member, partner-std/,
    },
    { name: 'an unknown flag', args: ['grant', 'acme', '1', 'partner-std', 'reed'], says: /read, write, add, delete/ },
    { name: 'a replay of nothing', args: ['notifications', 'replay'], says: /either APPLICATION alone, or --account/ },
    {
      name: 'a replay of both',
      args: ['notifications', 'replay', '1', '--account', '1'],
      says: /either APPLICATION alone, or --account/,
    },
    {
      name: 'a replay of one with a filter',
      args: ['notifications', 'replay', '1', '--since', '2026-03-01'],
      says: /either APPLICATION alone, or --account/,
    },
    { name: 'an unknown state', args: ['notifications', 'list', '1', '--state', 'lost'], says: /live, delivered/ },
    { name: 'a time that is none', args: ['notifications', 'list', '1', '--since', 'today'], says: /Write a day as/ },
    {
      name: 'a secret as an argument',
      args: ['notifications', 'secret', 'add', '1', 's3cret'],
      says: /cannot be an arg/,
    },
    { name: 'too many accounts', args: ['demo', '--accounts', '0', '--applications', '1'], says: /from 1 to/ },
  ];
  for (const { name, args, says } of wrong) {
    it(`answers ${name} with exit code 2`, async () => {
      const { code, out, err } = await nowhere(args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, says);
      assert.doesNotMatch(err, /s3cret/);
    });
  }

  it('prints its version, and leaves --version to the command that has one', async () => {
    for (const flag of ['--version', '-V']) {
      const { code, out, err } = await nowhere([flag]);
      assert.deepEqual([code, out, err], [0, `${packageVersion()}\n`, '']);
    }
    const { code, err } = await nowhere(['position', 'export', '5', '--version', 'x']);
    assert.deepEqual([code, /whole number/.test(err)], [2, true]);
  });

  it('writes errors as one JSON object with --json', async () => {
    const usage = await nowhere(['account', 'show', 'x', '--json']);
    assert.equal(usage.code, 2);
    assert.match((JSON.parse(usage.err) as { error: string }).error, /^command-argument value 'x' is invalid/);
    const config = await cliOn('nonsense:x')(['account', 'list', '--json']);
    assert.equal(config.code, 1);
    assert.deepEqual(Object.keys(JSON.parse(config.err) as object), ['error']);
  });

  it('warns of a variable that is almost one of ours, before anything else is said', async () => {
    const { code, err } = await cliOn('sqlite:/nowhere', { env: { DATABSE_URL: 's3cret', DATABASE_POOL: 'x' } })([
      'user',
      'list',
    ]);
    assert.equal(code, 1);
    assert.match(
      err,
      /^Warning: DATABSE_URL is not read\. Is it meant to be DATABASE_URL\?\nerror: DATABASE_POOL is not valid/,
    );
    assert.doesNotMatch(err, /s3cret/);
  });

  it('says that the database is away, without the password and without a stack trace', async () => {
    const { code, err } = await cliOn('mysql://root:s3cret@127.0.0.1:1/x')(['user', 'list']);
    assert.equal(code, 1);
    assert.match(err, /^error: The database says: .*ECONNREFUSED.*\n$/);
    assert.doesNotMatch(err, /s3cret/);
  });

  it('reads no database that is not there, and leaves no file behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pop-wrong-folder-'));
    const file = join(folder, 'data', 'pop.sqlite');
    try {
      for (const args of READERS) {
        const { code, out, err } = await cliOn(`sqlite:${file}`)(args);
        assert.deepEqual([code, out], [1, ''], args.join(' '));
        assert.ok(err.includes(`DATABASE_URL names ${file}, and there is no such file`), err);
        assert.match(err, /run pop migrate\.\n$/);
      }
      assert.deepEqual(await readdir(folder), []);
      const { code } = await cliOn(`sqlite:${file}`)(['migrate']);
      assert.equal(code, 0);
      assert.equal((await cliOn(`sqlite:${file}`)(['user', 'list'])).code, 0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('bears a reader that has gone', async () => {
    const { url, close } = await sqlite.create();
    try {
      const child = startCli(url, ['user', 'list']);
      child.stdout.destroy();
      const [err] = await Promise.all([text(child.stderr), once(child, 'close')]);
      assert.deepEqual([child.exitCode, err], [0, '']);
    } finally {
      await close();
    }
  });
});
