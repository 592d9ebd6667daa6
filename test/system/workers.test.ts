import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { type TLSSocket } from 'node:tls';
import { makeCertificate } from '../support/certificate.js';
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.js';
import { type GatewayProcess, makeFolder, runProgram, startProcess } from '../support/process.js';
import { type Seed, seedOf, type TestPartner } from '../support/seed.js';
import { waitUntil } from '../support/wait-until.js';

const LIMIT = 5_000;

interface Reply {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  /** The certificate that was shown. */
  fingerprint: string;
}

describeOnEachDatabase('a gateway of two workers', (create) => {
  let gateway: GatewayProcess;
  let folder: string;
  let remove: () => Promise<void>;
  let seed: Seed;
  let partner: TestPartner;
  let database: TestDatabase;

  before(async () => {
    database = await create();
    seed = seedOf(database.db);
    partner = await seed.partner();
    ({ folder, remove } = await makeFolder());
    await newCertificate();
    gateway = await startProcess({
      DATABASE_URL: database.url,
      WORKERS: '2',
      REQUESTS_PER_MINUTE: String(LIMIT),
      TLS_CERT: join(folder, 'cert.pem'),
      TLS_KEY: join(folder, 'key.pem'),
    });
    await logged('all workers listen');
  });
  after(async () => {
    await gateway?.stop();
    await remove?.();
  });

  async function newCertificate(): Promise<void> {
    const { cert, key } = makeCertificate();
    await writeFile(join(folder, 'cert.pem'), cert);
    await writeFile(join(folder, 'key.pem'), key);
  }

  const logged = (words: string, times = 1) =>
    waitUntil(words, () => gateway.stdout().split(words).length > times, { withinMs: 60_000 });

  const workers = async (): Promise<number[]> => {
    const { pid } = gateway.child;
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(' ').map(Number);
  };

  /** Asks over a connection of its own, or over one of the agent. */
  const ask = (
    path: string,
    { agent, auth = `${partner.user.name}:${partner.user.password}` }: { agent?: https.Agent; auth?: string } = {},
  ) =>
    new Promise<Reply>((resolve, reject) => {
      const options = { auth, agent: agent ?? false, rejectUnauthorized: false };
      const req = https.request(gateway.url + path, options, (res) => {
        const { fingerprint256: fingerprint } = (res.socket as TLSSocket).getPeerCertificate();
        let text = '';
        res.setEncoding('utf8').on('data', (part: string) => (text += part));
        res.once('end', () => resolve({ status: res.statusCode!, headers: res.headers, text, fingerprint }));
      });
      // A connection that was just being given to a worker that is killed is never answered.
      req.setTimeout(10_000, () => req.destroy(new Error('no answer')));
      req.once('error', reject).end();
    });

  const list = () => `/v1/accounts/${partner.accountId}/assessments`;

  it('gives the metrics of both in one page', async () => {
    for (let request = 0; request < 10; request += 1) assert.equal((await ask(list())).status, 200);
    const { text } = await ask('/metrics');
    const [, count] = /^pop_requests_total\{operation="listApplications",status="200",[^}]*\} (\d+)$/m.exec(text) ?? [];
    assert.equal(Number(count), 10);
    assert.equal(text.match(/^pop_build_info\{.*\} 1$/gm)?.length, 1);
    assert.match(text, /^pop_notifications_under_way\{channel="endpoint"\} 0$/m);
  });

  it('counts the requests of a user in both together', async () => {
    // Nobody has counted this user before, and its minute begins now.
    const { accountId, user } = await seed.partner();
    const askOwn = (more: { agent?: https.Agent } = {}) =>
      ask(`/v1/accounts/${accountId}/assessments`, { auth: `${user.name}:${user.password}`, ...more });
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const left = async (): Promise<number> =>
      Number(/r=(\d+)/.exec(String((await askOwn({ agent })).headers['ratelimit']))?.[1]);
    const before = await left();
    for (let request = 0; request < 9; request += 1) await askOwn();
    let asked = 0;
    await waitUntil('the counts of the other worker', async () => (await left()) === before - 9 - ++asked);
    agent.destroy();
  });

  it('lets nobody guess more often over both than over one', async () => {
    const statuses = [];
    for (let guess = 0; guess < 20; guess += 1) statuses.push((await ask(list(), { auth: 'nobody:x' })).status);
    const checked = statuses.filter((status) => status === 401).length;
    // A failure is known to the other worker a moment later.
    assert.ok(checked >= 10 && checked <= 12, statuses.join());
    assert.equal(statuses.at(-1), 429);
  });

  /** Asks without a pause, over connections of its own and over kept ones, until `work` is over. */
  async function underLoad(work: () => Promise<unknown>): Promise<{ answered: number; failed: string[] }> {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 2 });
    const result = { answered: 0, failed: [] as string[] };
    let over = false;
    const client = async (which: { agent?: https.Agent }): Promise<void> => {
      while (!over) {
        const outcome = await ask('/livez', which).then(({ status }) => String(status), String);
        if (outcome === '200') result.answered += 1;
        else result.failed.push(outcome);
      }
    };
    const clients = [client({}), client({ agent }), client({ agent })];
    await work().finally(() => (over = true));
    await Promise.all(clients);
    agent.destroy();
    return result;
  }

  it('goes on when a worker is killed, and starts another one', async () => {
    for (const which of [0, 1]) {
      const before = await workers();
      const { answered, failed } = await underLoad(async () => {
        process.kill(before[which]!, 'SIGKILL');
        await logged('a worker has ended', which + 1);
        await waitUntil('a new worker', async () => (await workers()).length === 2);
      });
      // Only what that worker had in hand, and perhaps what had just been given to it.
      assert.ok(failed.length <= 6, failed.join());
      assert.ok(answered > 0);
    }
  });

  it('takes new code and a new certificate at SIGHUP, and no request fails', async () => {
    await waitUntil('all workers', async () => (await ask('/livez')).status === 200);
    const before = await workers();
    const { fingerprint } = await ask('/livez');
    await newCertificate();
    const { answered, failed } = await underLoad(async () => {
      gateway.child.kill('SIGHUP');
      await logged('all workers are new');
    });
    assert.deepEqual(failed, []);
    assert.ok(answered > 0);
    assert.notEqual((await ask('/livez')).fingerprint, fingerprint);
    await waitUntil('the end of the old workers', async () => {
      const now = await workers();
      return now.length === 2 && before.every((pid) => !now.includes(pid));
    });
  });

  it('keeps its workers when new ones cannot start', async () => {
    const before = await workers();
    await writeFile(join(folder, 'cert.pem'), 'no certificate');
    gateway.child.kill('SIGHUP');
    await logged('a new worker cannot start');
    await waitUntil('the old workers alone', async () => (await workers()).join() === before.join());
    assert.equal((await ask('/livez')).status, 200);
    await newCertificate();
  });

  it('ends its workers before itself at SIGTERM', async () => {
    const { code, stdout } = await gateway.stop();
    assert.equal(code, 0, stdout.slice(-2_000));
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    assert.equal(lines.at(-1), 'all workers have stopped');
    assert.ok(lines.filter((msg) => msg === 'stopped').length >= 2);
  });

  it('says why its first worker cannot start, and ends', async () => {
    const env = { DATABASE_URL: database.url, WORKERS: '2', TLS_CERT: '/nowhere', TLS_KEY: '/nowhere', PORT: '0' };
    const { code, stderr } = await runProgram('src/main.ts', [], env);
    assert.equal(code, 1);
    assert.match(stderr, /^TLS_CERT: the file cannot be read \(ENOENT\)$/m);
  });
});
