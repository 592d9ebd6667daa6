import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { presentedCertificate } from '../../../../src/cli/doctor/presented-certificate.js';
import { makeCertificate } from '../../../support/certificate.js';
import { cliOn } from '../cli-on.js';
import { startCli } from '../run-process.js';
import { type DoctorReport, lineOf } from './doctor-report.js';

const DAY = 24 * 60 * 60_000;

describe('pop doctor, of what is outside of the database', () => {
  const { key, cert } = makeCertificate();
  const servers: TcpServer[] = [];
  let folder: string;
  let files: { TLS_CERT: string; TLS_KEY: string };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pop-doctor-'));
    files = { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') };
    await writeFile(files.TLS_CERT, cert);
    await writeFile(files.TLS_KEY, key);
  });
  afterEach(() => servers.splice(0).forEach((server) => server.close()));
  after(() => rm(folder, { recursive: true }));

  const listen = async (server: TcpServer): Promise<number> => {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const examine = async (env: Record<string, string>, now = Date.now) => {
    const url = `sqlite:${join(folder, 'none', 'none.db')}`;
    const result = await cliOn(url, { env: { DATABASE_URL: url, ...env }, now })(['doctor', '--json']);
    return { ...result, report: result.json<DoctorReport>() };
  };
  const found = async (name: string, ...options: Parameters<typeof examine>) =>
    lineOf((await examine(...options)).report, name);

  it('says of a database that is not there how to make it, and does not make it', async () => {
    const { report, code, err } = await examine({});
    const { status, found: words } = lineOf(report, 'database');
    assert.equal(status, 'fail');
    assert.match(words, /none\.db, and there is no such file\): set DATABASE_URL to the right one, or run pop migrate/);
    assert.deepEqual(await readdir(folder), ['cert.pem', 'key.pem']);
    assert.deepEqual([code, err], [1, '{"error":"Failed: database."}\n']);
  });

  it('says of a server that is away that the questions to it were left out', async () => {
    const port = await listen(createTcpServer((socket) => socket.destroy()));
    const { report } = await examine({ DATABASE_URL: `mysql://root@127.0.0.1:${port}/pop` });
    const { status, found: words, todo } = lineOf(report, 'database');
    assert.equal(status, 'fail');
    assert.match(words, /^The database says: /);
    assert.match(todo!, /left out$/);
    assert.equal(report.checks.at(-1)!.name, 'database');
  });

  it('names every faulty variable, and asks nothing more', async () => {
    const { report } = await examine({ PORT: 'x', WORKERS: '0' });
    assert.deepEqual(
      report.checks.map(({ name, status }) => [name, status]),
      [['variables', 'fail']],
    );
    assert.match(report.checks[0]!.found, /^PORT is not valid: .*; WORKERS is not valid: /);
  });

  it('warns of a variable that is not read', async () => {
    const { status, found: words } = await found('variables', { POP_PORT: '8081' });
    assert.deepEqual([status, words], ['warn', 'POP_PORT is not read. Is it meant to be PORT?']);
  });

  it('accepts only links that are encrypted, or stay on this machine', async () => {
    const statusOf = async (env: Record<string, string>) => (await found('public-url', env)).status;
    assert.equal(await statusOf({ PUBLIC_URL: 'http://jobs.example.com' }), 'fail');
    assert.equal(await statusOf({ TRUST_PROXY: 'loopback' }), 'warn');
    assert.equal(await statusOf({ PUBLIC_URL: 'http://[::1]:8080' }), 'ok');
    assert.equal(await statusOf({ PUBLIC_URL: 'https://127.0.0.1:1' }), 'ok');
  });

  it('tells when the certificate of TLS_CERT ends', async () => {
    const at = (days: number) => found('tls-cert', files, () => Date.now() + days * DAY);
    assert.equal((await at(-30)).status, 'ok');
    assert.equal((await at(0)).status, 'warn');
    const { status, found: words } = await at(3);
    assert.equal(status, 'fail');
    assert.match(words, /^the certificate ended 2\d{3}-/);
  });

  it('fails for files of TLS_CERT and TLS_KEY that do not fit, or are not there', async () => {
    const other = join(folder, 'other.pem');
    await writeFile(other, makeCertificate().key);
    const { status, found: words } = await found('tls-cert', { ...files, TLS_KEY: other });
    await rm(other);
    assert.deepEqual([status, words], ['fail', 'TLS_KEY is not the key of TLS_CERT']);
    const silly = await found('tls-cert', { TLS_CERT: files.TLS_KEY, TLS_KEY: files.TLS_KEY });
    assert.equal(silly.status, 'fail');
    assert.match(silly.found, /^TLS_CERT or TLS_KEY is no PEM file: /);
    const missing = await found('tls-cert', { ...files, TLS_CERT: join(folder, 'no.pem') });
    assert.equal(missing.status, 'fail');
    assert.match(missing.found, /no\.pem can't be read: ENOENT/);
  });

  it('does not trust a certificate of PUBLIC_URL that nobody has signed', async () => {
    const port = await listen(createTlsServer({ key, cert }));
    const { status, found: words } = await found('public-certificate', { PUBLIC_URL: `https://127.0.0.1:${port}` });
    assert.deepEqual(
      [status, words],
      ['fail', `https://127.0.0.1:${port} is not trusted: DEPTH_ZERO_SELF_SIGNED_CERT`],
    );
  });

  it('trusts the certificate of PUBLIC_URL as other programs on the machine do, and tells when it ends', async () => {
    const port = await listen(createTlsServer({ key, cert }));
    const env = { PUBLIC_URL: `https://localhost:${port}`, NODE_EXTRA_CA_CERTS: files.TLS_CERT };
    const child = startCli(`sqlite:${join(folder, 'none.db')}`, ['doctor', '--json'], env);
    child.stdin.end();
    const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
    const { status, found: words } = lineOf(JSON.parse(out) as DoctorReport, 'public-certificate');
    assert.equal(status, 'warn');
    assert.match(words, /^the certificate ends 2/);
  });

  it('warns if nobody answers at PUBLIC_URL, or not in TLS', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('hello\r\n')));
    for (const where of [port, 1]) {
      const line = await found('public-certificate', { PUBLIC_URL: `https://127.0.0.1:${where}` });
      assert.equal(line.status, 'warn');
      assert.match(line.found, /^https:\/\/127\.0\.0\.1:\d+ cannot be reached from here: ./);
    }
  });

  it('waits only for a while for who takes the connection and keeps silent', async () => {
    const port = await listen(createTcpServer((socket) => socket.on('error', () => undefined)));
    const presented = await presentedCertificate(new URL(`https://127.0.0.1:${port}`), 20);
    assert.deepEqual(presented, { unreachable: 'no answer within 0.02 s' });
  });
});
