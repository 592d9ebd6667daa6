import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../../db/connection/connect.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { mysqlDatabase, sqlite } from '../support/databases.js';
import { type Env, makeFolder, runProgram, startProcess } from '../support/process.js';

const run = promisify(execFile);

describe('the start of the gateway', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let databases = 0;

  before(async () => {
    ({ folder, remove } = await makeFolder());
  });
  after(() => remove());

  const newDatabase = () => `sqlite:${join(folder, `${++databases}.sqlite`)}`;

  /** Asserts that the program ends with code 1 and these words: one line for each fault, and no stack. */
  async function assertRefused(env: Env, words: RegExp): Promise<void> {
    const { code, stderr } = await runProgram('src/main.ts', [], { PORT: '0', DATABASE_URL: newDatabase(), ...env });
    assert.equal(code, 1, stderr);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /^ +at |s3cret/m);
  }

  const refusals: { name: string; env: Env; words: RegExp }[] = [
    {
      name: 'several faults, all at once',
      env: { PORT: 'x', LOG_LEVEL: 'loud', TLS_CERT: 'a.pem' },
      words: /^PORT .*\nLOG_LEVEL .*\nTLS_CERT and TLS_KEY go together/,
    },
    {
      name: 'a certificate that cannot be read',
      env: { TLS_CERT: '/nowhere/cert.pem', TLS_KEY: '/nowhere/key.pem' },
      words: /^TLS_CERT: the file cannot be read \(ENOENT\)/,
    },
    {
      name: 'a database server that is away',
      env: { DATABASE_URL: 'mysql://u:s3cret@127.0.0.1:1/d' },
      words: /^DATABASE_URL mysql:\/\/u:\*\*\*@127\.0\.0\.1:1\/d: .*ECONNREFUSED/,
    },
    {
      name: 'a folder that cannot be made',
      env: { DATABASE_URL: 'sqlite:/dev/null/pop/pop.sqlite' },
      words: /^ENOTDIR: not a directory/,
    },
  ];
  for (const { name, env, words } of refusals) it(`is refused in words: ${name}`, () => assertRefused(env, words));

  it('is refused in words: a database server that refuses the sign-in', async function () {
    if (!(await mysqlDatabase.available())) this.skip();
    const database = await mysqlDatabase.create({ empty: true });
    const url = new URL(database.url);
    [url.username, url.password] = ['nobody', 's3cret'];
    try {
      await assertRefused({ DATABASE_URL: url.href }, /^DATABASE_URL mysql:\/\/nobody:\*\*\*@.*Access denied/);
    } finally {
      await database.close();
    }
  });

  it('is refused in words: a certificate that is none', async () => {
    const file = join(folder, 'no.pem');
    await writeFile(file, 'no certificate');
    await assertRefused({ TLS_CERT: file, TLS_KEY: file }, /TLS_CERT/);
  });

  it('is refused in words: a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assertRefused({ PORT: String(port) }, new RegExp(`^PORT ${port} of 127.0.0.1 is already in use`));
    other.close();
  });

  for (const kind of [sqlite, mysqlDatabase]) {
    it(`is refused in words: a database of a newer version (${kind.name})`, async function () {
      if (!(await kind.available())) this.skip();
      const database = await kind.create();
      await writeStatement(database.db, (to) =>
        to('schema_migrations').insert({ name: '9999-from-the-future', applied_ms: 1 }),
      );
      await assertRefused({ DATABASE_URL: database.url }, /newer version .*9999-from-the-future/);
      await database.close();
    });
  }

  it('serves TLS with the certificate given, on any address, and says https', async function () {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    try {
      await run('openssl', ['req', '-x509', ...algorithm, '-keyout', key, '-out', cert, ...subject]);
    } catch (error) {
      if (process.env.CI !== 'true' && (error as NodeJS.ErrnoException).code === 'ENOENT') this.skip();
      throw error;
    }
    const gateway = await startProcess({ DATABASE_URL: newDatabase(), HOST: '0.0.0.0', TLS_CERT: cert, TLS_KEY: key });
    try {
      assert.match(gateway.url, /^https:/);
      const options = { host: '127.0.0.1', port: gateway.port, path: '/livez', servername: 'localhost' };
      const asked = https.get({ ...options, ca: await readFile(cert), agent: false });
      const [reply] = (await once(asked, 'response')) as [IncomingMessage];
      assert.equal(reply.resume().statusCode, 200);
      await assert.rejects(fetch(`http://127.0.0.1:${gateway.port}/livez`));
    } finally {
      await gateway.stop();
    }
  });

  it('prints a line that works when it is pasted, whatever the password', async () => {
    const gateway = await startProcess({ DATABASE_URL: newDatabase(), DEMO_PASSWORD: `it's "so" $HOME:\\ \`x\`` });
    try {
      const line = /^curl .*$/m.exec(gateway.stdout())?.[0] ?? '';
      const { stdout } = await run('sh', ['-c', line]);
      const reply = JSON.parse(stdout) as {
        error_code: number;
        count: number;
        application_list: { app_link_full: string }[];
      };
      assert.deepEqual([reply.error_code, reply.count], [0, 3]);
      assert.ok(reply.application_list[0]!.app_link_full.startsWith(`${gateway.url}/app_link/app_link.html?app_link=`));
    } finally {
      await gateway.stop();
    }
  });

  it('makes links that begin with PUBLIC_URL', async () => {
    const publicUrl = 'https://partners.example.com/pop';
    const env = {
      DATABASE_URL: newDatabase(),
      DEMO_PASSWORD: 'demo',
      PUBLIC_URL: `${publicUrl}/`,
      HOST: 'localhost',
      PORT: await freePort(),
    };
    const gateway = await startProcess(env);
    try {
      assert.equal(gateway.url, publicUrl);
      const reply = await askList(Number(env.PORT), 'demo');
      assert.ok(reply.application_list![0]!.app_link_full.startsWith(`${publicUrl}/app_link/app_link.html?app_link=`));
    } finally {
      await gateway.stop();
    }
  });

  it('makes up a demo password, prints it at the first start only, and keeps it', async () => {
    const env = { DATABASE_URL: newDatabase() };
    const first = await startProcess(env);
    const password = /password (\S+) \(shown this once\)/.exec(first.stdout())?.[1] ?? '';
    assert.match(password, /^[\w-]{16}$/);
    assert.equal((await askList(first.port, password)).error_code, 0);
    assert.equal((await first.stop()).code, 0);
    const second = await startProcess(env);
    assert.equal((await askList(second.port, password)).error_code, 0);
    const { code, stdout } = await second.stop();
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /password|curl/);
  });

  it('makes DEMO_PASSWORD the password of a demo that was filled without it, and says so once', async () => {
    const env = { DATABASE_URL: newDatabase() };
    const first = await startProcess(env);
    const password = /password (\S+) \(shown this once\)/.exec(first.stdout())?.[1] ?? '';
    await first.stop();
    const said: boolean[] = [];
    for (let start = 0; start < 2; start++) {
      const gateway = await startProcess({ ...env, DEMO_PASSWORD: 'demo-pass' });
      assert.equal((await askList(gateway.port, 'demo-pass')).error_code, 0);
      assert.equal((await askList(gateway.port, password)).error_code, 1);
      const { stdout } = await gateway.stop();
      said.push(
        /^The password of demo-partner, demo-internal, demo-admin is now the value of DEMO_PASSWORD/m.test(stdout),
      );
    }
    assert.deepEqual(said, [true, false]);
  });

  it('does not use up the one showing of a made-up password in a start that fails on its port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const env = { DATABASE_URL: newDatabase() };
    await assertRefused({ ...env, PORT: String(port) }, /already in use/);
    other.close();
    const gateway = await startProcess(env);
    assert.match(gateway.stdout(), /password \S+ \(shown this once\)/);
    await gateway.stop();
  });

  it('fills an empty database once when two start on it at once', async () => {
    const env = { DATABASE_URL: newDatabase(), DEMO_PASSWORD: 'demo' };
    const both = await Promise.all([startProcess(env), startProcess(env)]);
    const lists = await Promise.all(both.map(({ port }) => askList(port, 'demo')));
    assert.deepEqual(
      lists.map((list) => list.application_list?.length),
      [3, 3],
    );
    const ends = await Promise.all(both.map((gateway) => gateway.stop()));
    assert.equal(ends.filter(({ stdout }) => stdout.includes('curl')).length, 1);
  });

  it('puts no demo into a database that holds anything, nor into that of a server', async function () {
    if (!(await mysqlDatabase.available())) this.skip();
    const used = newDatabase();
    const database = await mysqlDatabase.create({ empty: true });
    const first = await startProcess({ DATABASE_URL: used });
    await first.stop();
    const db = connect(used);
    for (const table of ['applications', 'account_positions', 'permissions', 'credentials', 'users']) {
      await writeStatement(db, (to) => to(table).delete());
    }
    await db.destroy();
    for (const url of [used, database.url]) {
      const gateway = await startProcess({ DATABASE_URL: url, DEMO_PASSWORD: 'demo' });
      assert.equal((await askList(gateway.port, 'demo')).error_code, 1);
      assert.doesNotMatch((await gateway.stop()).stdout, /curl/);
    }
    await database.close();
  });
});

async function askList(port: number, password: string) {
  const reply = await fetch(`http://127.0.0.1:${port}/api/1.0`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`demo-partner:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{"command":"application_get","partner_api":true}',
  });
  return (await reply.json()) as { error_code: number; application_list?: { app_link_full: string }[] };
}

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return String(port);
}
