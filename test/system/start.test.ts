import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askList } from '../support/ask-list.js';
import { mysqlDatabase } from '../support/databases.js';
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

  const demo = () => ({ DATABASE_URL: newDatabase(), DEMO: '1' });

  /** Asserts that the program ends with code 1 and these words: one line for each fault, and no stack. */
  async function assertRefused(env: Env, words: RegExp): Promise<void> {
    const { code, stdout, stderr } = await runProgram('src/main.ts', [], {
      PORT: '0',
      DATABASE_URL: newDatabase(),
      ...env,
    });
    assert.equal(code, 1, stderr);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /^ +at |s3cret/m);
    assert.doesNotMatch(stdout, /\\n +at |s3cret/);
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

  it('is refused in words: a database server that takes the connection and says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const url = `mysql://u:s3cret@127.0.0.1:${port}/d`;
    await assertRefused({ DATABASE_URL: url }, /^DATABASE_URL mysql:\/\/u:\*\*\*@.*ETIMEDOUT/);
    silent.close();
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

  it('makes links that begin with PUBLIC_URL', async () => {
    const publicUrl = 'https://partners.example.com/pop';
    const env = {
      ...demo(),
      DEMO_PASSWORD: 'demo of the links',
      PUBLIC_URL: `${publicUrl}/`,
      HOST: 'localhost',
      PORT: await freePort(),
    };
    const gateway = await startProcess(env);
    try {
      assert.equal(gateway.url, publicUrl);
      const reply = await askList(Number(env.PORT), 'demo of the links');
      assert.ok(reply.application_list![0]!.app_link_full.startsWith(`${publicUrl}/app_link/app_link.html?app_link=`));
    } finally {
      await gateway.stop();
    }
  });

  it('makes files that only its own user can read, whatever the folder allows', async () => {
    const open = join(folder, 'open');
    await mkdir(open);
    await chmod(open, 0o777);
    const gateway = await startProcess({ DATABASE_URL: `sqlite:${join(open, 'pop.sqlite')}`, DEMO: '1' });
    const names = (await readdir(open)).sort();
    const modes = await Promise.all(names.map(async (name) => (await stat(join(open, name))).mode & 0o777));
    assert.deepEqual(
      names.map((name, index) => [name, modes[index]!.toString(8)]),
      [
        ['pop.sqlite', '600'],
        ['pop.sqlite-shm', '600'],
        ['pop.sqlite-wal', '600'],
      ],
    );
    await gateway.stop();
  });

  it('writes the log alone to standard output', async () => {
    const gateway = await startProcess(demo());
    const { stdout } = await gateway.stop();
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { msg: string }).msg),
      ['database migrated', 'listening', 'stopping', 'stopped'],
    );
  });

  it('names a variable that is almost one of ours, before the fault that it may be the reason for', async () => {
    const { code, stderr } = await runProgram('src/main.ts', [], {
      HOST: '0.0.0.0',
      TLS_CERTT: 's3cret',
      TLS_KEY: 'k',
    });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^Warning: TLS_CERTT is not read\. Is it meant to be TLS_CERT\?\nTLS_CERT and TLS_KEY go together/,
    );
    assert.doesNotMatch(stderr, /s3cret/);
  });

  it('leads from / to its documentation', async () => {
    const gateway = await startProcess(demo());
    const reply = await fetch(`${gateway.url}/`);
    assert.deepEqual([reply.status, reply.url], [200, `${gateway.url}/docs/`]);
    await reply.body?.cancel();
    await gateway.stop();
  });
});

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return String(port);
}
