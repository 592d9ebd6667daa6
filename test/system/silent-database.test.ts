import assert from 'node:assert/strict';
import { once } from 'node:events';
import mysql from 'mysql2/promise';
import { request } from 'undici';
import { type Knex } from 'knex';
import { connect } from '../../db/connection/connect.js';
import { migrate } from '../../db/migrate.js';
import { NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { startCli } from '../src/cli/run-process.js';
import { mysqlDatabase } from '../support/databases.js';
import { type RestartableServer, startRestartableServer } from '../support/mysql-server.js';
import { pathOf } from '../support/operation-path.js';
import { type GatewayProcess, startProcess } from '../support/process.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf, type TestPartner } from '../support/seed.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };
const LOOPBACK = { NOTIFY_ALLOW_CIDRS: '127.0.0.0/8' };
/** By this time every request must have an answer, and a SIGTERM must have ended the process. */
const BOUND_MS = 15_000;

interface Answer {
  status: number;
  retryAfter: string | undefined;
  ms: number;
}

async function get(gateway: GatewayProcess, path: string, partner?: TestPartner): Promise<Answer> {
  const from = performance.now();
  const { name, password } = partner?.user ?? { name: '', password: '' };
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  const reply = await request(gateway.url + path, { headers: partner ? { authorization } : {} });
  await reply.body.dump();
  const retryAfter = reply.headers['retry-after'] as string | undefined;
  return { status: reply.statusCode, retryAfter, ms: performance.now() - from };
}

const whoami = (gateway: GatewayProcess, partner: TestPartner) => get(gateway, pathOf('whoami'), partner);

function assertUnavailable({ status, retryAfter, ms }: Answer, withinMs = BOUND_MS): void {
  assert.deepEqual([status, retryAfter], [503, '2']);
  assert.ok(ms < withinMs, `${ms} ms`);
}

/** Asks each in turn until it answers 200. Every answer before that must be 503. */
async function allServed(gateway: GatewayProcess, partners: TestPartner[]): Promise<void> {
  const ready = () => get(gateway, '/readyz');
  for (const ask of [ready, ...partners.map((partner) => () => whoami(gateway, partner))]) {
    await waitUntil('an answer of 200', async () => {
      const answer = await ask();
      if (answer.status === 200) return true;
      assertUnavailable(answer);
      return false;
    });
  }
}

/** Creates two partners whose notifications go to the receiver. */
async function seedPartners(db: Knex, receiver: WebhookReceiver): Promise<TestPartner[]> {
  const seed = seedOf(db);
  const config = `url|${receiver.urlOf('/')}`;
  return [await seed.partner({ config }), await seed.partner({ config })];
}

async function deliveredOnce(db: Knex, receiver: WebhookReceiver): Promise<void> {
  const live = () => db('notifications').whereNot({ state: NOTIFICATION_STATES.delivered }).first('id');
  await waitUntil('the deliveries', async () => (await live()) === undefined, { withinMs: 40_000 });
  const rows = await db('notifications').select<{ attempts: number }[]>('attempts');
  assert.ok(rows.every(({ attempts }) => attempts === 1));
  assert.equal(receiver.arrivals.length, rows.length);
}

describe('a gateway whose database swallows an answer', () => {
  it('answers everybody within 15 s, then serves them, and delivers once (MySQL)', async function () {
    this.timeout(120_000);
    if (!(await mysqlDatabase.available())) this.skip();
    const database = await mysqlDatabase.create();
    const { db } = database;
    const proxy = await startTcpProxy(database.url);
    const receiver = await startWebhookReceiver();
    const partners = await seedPartners(db, receiver);
    const gateway = await startProcess({ DATABASE_URL: proxy.url, ...LOOPBACK });
    try {
      await allServed(gateway, partners);
      const from = performance.now();
      proxy.blackhole();
      const lost = whoami(gateway, partners[0]!);
      const due = seedNotification(db, partners[1]!, { expiresAt: 4e12 });
      await waitUntil('the loss', () => proxy.lost().includes(partners[0]!.user.name));
      await waitUntil('0.3 s', () => performance.now() - from > 300);
      proxy.restore();
      await due;
      const [behind, other] = await Promise.all(partners.map((partner) => whoami(gateway, partner)));
      for (const answer of [behind!, other!]) if (answer.status !== 200) assertUnavailable(answer);
      assertUnavailable(await lost);
      await allServed(gateway, partners);
      assert.ok(performance.now() - from < BOUND_MS);
      await deliveredOnce(db, receiver);
      assert.equal((await gateway.stop()).code, 0);
    } finally {
      gateway.child.kill('SIGKILL');
      await gateway.ended;
      await receiver.close();
      await proxy.close();
      await database.close();
    }
  });
});

describe('a gateway and a notifier whose database server is frozen', () => {
  let server: RestartableServer;
  let db: Knex;
  let url: string;
  let receiver: WebhookReceiver;
  let partners: TestPartner[];
  let gateway: GatewayProcess;
  let notifier: ReturnType<typeof startCli>;
  let notifierSaid = '';

  before(async function () {
    // This starts three programs.
    this.timeout(120_000);
    const started = await startRestartableServer();
    if (started === undefined) return this.skip();
    server = started;
    const connection = await mysql.createConnection(server.urlOf('mysql'));
    await connection.query('create database frozen');
    await connection.query("create user 'app'@'127.0.0.1' identified by 'app'");
    await connection.query("grant all on frozen.* to 'app'@'127.0.0.1'");
    await connection.end();
    // The program does not sign in as the tests' own user, who has all privileges: a read-only server still lets that
    // user write.
    url = server.urlOf('frozen').replace('test:test', 'app:app');
    db = connect(server.urlOf('frozen'), { log: SILENT });
    await migrate(db);
    receiver = await startWebhookReceiver();
    partners = await seedPartners(db, receiver);
    notifier = startCli(url, ['notifier'], LOOPBACK);
    notifier.stdout.setEncoding('utf8').on('data', (text: string) => (notifierSaid += text));
    gateway = await startProcess({ DATABASE_URL: url, ...LOOPBACK });
    await waitUntil('the notifier', () => notifierSaid.includes('delivering notifications'), { withinMs: 45_000 });
    await allServed(gateway, partners);
  });
  after(async () => {
    for (const child of [gateway?.child, notifier]) child?.kill('SIGKILL');
    await db?.destroy();
    await receiver?.close();
    await server?.stop();
  });

  it('answer everybody within 15 s and readiness within 5 s, and go on when it is back', async () => {
    server.freeze();
    const asked = [...partners, ...partners].map((partner) => whoami(gateway, partner));
    assertUnavailable(await get(gateway, '/readyz'), 5_000);
    for (const answer of await Promise.all(asked)) assertUnavailable(answer);
    server.thaw();
    await allServed(gateway, partners);
    await seedNotification(db, partners[0]!, { expiresAt: 4e12 });
    await deliveredOnce(db, receiver);
  });

  it('answer 503 while it is read-only, and serve again with other connections when it is not', async () => {
    const { user, accountId, positionId } = partners[0]!;
    const order = async () => {
      const authorization = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
      const reply = await request(gateway.url + pathOf('createApplication', { account_id: accountId }), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ position_id: positionId, app_full_name: 'Ada Lovelace', email: 'ada@example.com' }),
      });
      await reply.body.dump();
      return [reply.statusCode, reply.headers['retry-after']];
    };
    await db.raw('set global read_only = 1');
    assert.deepEqual(await order(), [503, '2']);
    await db.raw('set global read_only = 0');
    assert.deepEqual(await order(), [201, undefined]);
  });

  it('end within 15 s of a SIGTERM', async () => {
    server.freeze();
    try {
      // These requests are cut off at the stop, or were answered before.
      for (const partner of partners) whoami(gateway, partner).catch(() => undefined);
      // By this time everything that is under way waits for the server.
      assertUnavailable(await get(gateway, '/readyz'), 5_000);
      const from = performance.now();
      const ended = async (what: Promise<unknown>) => {
        await what;
        return performance.now() - from;
      };
      const both = [ended(gateway.stop()), ended(once(notifier, 'close'))];
      notifier.kill('SIGTERM');
      for (const ms of await Promise.all(both)) assert.ok(ms < BOUND_MS, `${ms} ms`);
      for (const out of [gateway.stdout(), notifierSaid]) {
        assert.match(out.trimEnd().split('\n').at(-1)!, /"msg":"(stopped|could not stop in time, ending anyway)"/);
      }
    } finally {
      server.thaw();
    }
  });
});
