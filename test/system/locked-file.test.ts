import assert from 'node:assert/strict';
import { createTableOnce } from '../../db/migrations/create-table-once.js';
import { NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { holdLock, type LockHolder } from '../support/lock-holder.js';
import { pathOf } from '../support/operation-path.js';
import { type GatewayProcess, runProgram, startProcess } from '../support/process.js';
import { forkScript } from '../support/program.js';
import { seedNotification } from '../support/seed-notification.js';
import { type Seed, seedOf, type TestPartner, type TestUser } from '../support/seed.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const TABLES = ['applications', 'audit_log', 'idempotency_keys', 'notifications'];

describe('an embedded database that another process has locked', () => {
  let database: TestDatabase;
  let seed: Seed;
  let partner: TestPartner;
  let gateway: GatewayProcess;
  let holder: LockHolder;
  let receiver: WebhookReceiver | undefined;

  before(async () => {
    database = await sqlite.create();
    seed = seedOf(database.db);
    partner = await seed.partner();
    gateway = await startProcess({ DATABASE_URL: database.url, NOTIFY_ALLOW_CIDRS: '127.0.0.0/8' });
  });
  after(async () => {
    await receiver?.close();
    const { code } = await gateway.stop();
    await database.close();
    assert.equal(code, 0);
  });

  afterEach(() => holder.letGo());

  const lock = async () => void (holder = await holdLock(database.url));

  async function ask(user: TestUser | undefined, path: string, body?: object) {
    const credentials = user && Buffer.from(`${user.name}:${user.password}`).toString('base64');
    const reply = await fetch(gateway.url + path, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'content-type': 'application/json',
        ...(credentials !== undefined && { authorization: `Basic ${credentials}` }),
      },
    });
    return { status: reply.status, retryAfter: reply.headers.get('retry-after'), text: await reply.text() };
  }

  const command = (user: TestUser, body: object) => ask(user, '/api/1.0', { partner_api: true, ...body });
  const order = (more: object = {}) => {
    const { accountId, positionId } = partner;
    const fixed = { command: 'application_create', account_id: accountId, position_id: positionId };
    return { ...fixed, email: 'ada@example.com', ...more };
  };
  const errorCode = ({ text }: { text: string }) => (JSON.parse(text) as { error_code: number }).error_code;
  const rows = () => Promise.all(TABLES.map(async (table) => ((await database.db(table)) as unknown[]).length));
  const writesPending = async () =>
    Number(/^pop_database_writes_pending (\d+)$/m.exec((await ask(undefined, '/metrics')).text)![1]);

  // If the writes waited in the only thread, the process would answer nothing until they had waited too long.
  it('answers whatever only reads before it is free, and all that wrote once it is', async () => {
    const [signedIn, stranger] = [await seed.partner(), await seed.partner()];
    assert.equal(errorCode(await command(signedIn.user, { command: 'application_get' })), 0);
    const [before = 0] = await rows();
    await lock();
    const writes = Promise.all(
      Array.from({ length: 20 }, (_, n) => command(partner.user, order({ email: `candidate-${n}@example.com` }))),
    );
    await waitUntil('twenty writes that wait', async () => (await writesPending()) >= 20);
    const reads = [
      await ask(undefined, '/livez'),
      await ask(undefined, '/readyz'),
      await command(signedIn.user, { command: 'application_get' }),
      await ask(signedIn.user, pathOf('listApplications', { account_id: signedIn.accountId })),
      // This password was not verified before, so bcrypt runs. The use of the password is noted by a write that nobody
      // waits for.
      await ask(stranger.user, pathOf('whoami')),
    ];
    assert.ok(holder.holds());
    await holder.letGo();
    assert.deepEqual(
      reads.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    );
    assert.deepEqual(new Set((await writes).map(errorCode)), new Set([0]));
    assert.equal((await rows())[0], before + 20);
  });

  it('answers 503 to what cannot be written in time, has done none of it, and does it when asked again', async () => {
    const account = { account_id: partner.accountId };
    const orders = pathOf('createApplication', account);
    const created = await command(partner.user, order());
    const { application_id: id } = JSON.parse(created.text) as { application_id: string };
    const requests = [
      () => command(partner.user, order()),
      () => command(partner.user, order({ idempotency_key: 'only-once' })),
      () =>
        ask(partner.user, orders, { position_id: partner.positionId, fields: [{ n: 'email', v: 'b@example.com' }] }),
      () => ask(partner.user, pathOf('cancelApplication', { ...account, application_id: id }), {}),
      // A refusal is also written, to the audit log.
      () => ask(partner.user, orders, { position_id: '404', fields: [] }),
    ];
    const send = () => Promise.all(requests.map((request) => request()));
    const before = await rows();
    await lock();
    const refused = await send();
    assert.ok(holder.holds());
    for (const { status, retryAfter, text } of refused) {
      assert.deepEqual([status, retryAfter, errorCode({ text })], [503, '2', 503], text);
    }
    assert.deepEqual(await rows(), before);
    await holder.letGo();
    assert.deepEqual(
      (await send()).map(({ status }) => status),
      [200, 200, 201, 200, 404],
    );
    assert.equal((await rows())[0], before[0]! + 3);
  });

  it('delays the notifier, which goes on afterwards', async () => {
    let answers = 503;
    receiver = await startWebhookReceiver((_arrival, response) => void response.writeHead(answers).end());
    const owner = await seed.partner({ config: `url|${receiver.urlOf('/')}|http_err|503` });
    const { notificationId } = await seedNotification(database.db, owner, { expiresAt: 4e12 });
    await waitUntil('a first attempt', () => receiver!.arrivals.length > 0);
    await lock();
    const told = /could not (claim notifications|record notification attempts), will be tried again/;
    await waitUntil('a fault of the notifier', () => told.test(gateway.stdout()));
    answers = 200;
    await holder.letGo();
    await waitUntil('the delivery', async () => {
      const [{ state }] = (await database.db('notifications').where({ id: notificationId }).select('state')) as [
        { state: number },
      ];
      return state === NOTIFICATION_STATES.delivered;
    });
  });

  it('lets another gateway start, and the command line wait for longer than a request', async () => {
    const { name } = await seed.user();
    await lock();
    const env = { DATABASE_URL: database.url };
    let done = false;
    const disabled = runProgram('src/cli.ts', ['user', 'disable', name], env);
    void disabled.then(() => (done = true));
    const second = await startProcess(env);
    try {
      assert.equal((await fetch(`${second.url}/readyz`)).status, 200);
      for (let n = 0; n < 2; n += 1) assert.equal((await command(partner.user, order())).status, 503);
      assert.ok(holder.holds() && !done);
      await holder.letGo();
      const { code, stderr } = await disabled;
      assert.equal(code, 0, stderr);
    } finally {
      await second.stop();
    }
  });
});

describe('two processes that write to one file without a pause', () => {
  it('take turns', async () => {
    const database = await sqlite.create();
    await writeTransaction(database.db, (trx) =>
      createTableOnce(trx, 'turns', (t) => {
        t.bigIncrements('id');
        t.string('who', 9).notNullable();
      }),
    );
    const names = ['one', 'other'];
    const children = names.map((name) => {
      const child = forkScript('write-on.ts', [database.url, name]);
      return { child, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
    });
    const turns = async () => (await database.db('turns').orderBy('id').pluck('who')) as string[];
    const both = (found: string[]) => found.slice(Math.max(...names.map((name) => found.indexOf(name))));
    try {
      const goal = (found: string[]) => names.every((name) => both(found).filter((who) => who === name).length > 10);
      await waitUntil('ten turns of each', async () => goal(await turns()), { withinMs: 45_000 });
    } finally {
      for (const { child } of children) if (child.connected) child.send('stop');
      const codes = await Promise.all(children.map(({ ended }) => ended));
      const found = (await turns()).join(' ');
      await database.close();
      assert.deepEqual(codes, [0, 0]);
      // Without the gaps the same process would get the next turn nine times out of ten.
      for (const name of names) assert.ok(!found.includes(`${name} `.repeat(15)), found);
    }
  });
});
