import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Knex } from 'knex';
import { connect } from '../../db/connection/connect.js';
import { NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { startCli } from '../src/cli/run-process.js';
import { describeOnEachDatabase, mysqlDatabase, type TestDatabase } from '../support/databases.js';
import { HeldRequests } from '../support/held-requests.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf } from '../support/seed.js';
import { shortNotifier } from '../support/short-notifier.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const LEASE_MS = 600_000;
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

interface Row {
  state: number;
  attempts: number;
  last_fault: string | null;
}

const rowsOf = (db: Knex) => db('notifications').orderBy('id').select<Row[]>('state', 'attempts', 'last_fault');
const queueOf = (db: Knex) => db('notification_queue').select<{ token: string | null; claims: number }[]>();
const drained = (db: Knex) =>
  waitUntil('an empty queue', async () => (await queueOf(db)).length === 0, { withinMs: 60_000 });

/** Starts a receiver that holds its requests, and creates an account with its url. */
async function setUp(db: Knex) {
  const hold = new HeldRequests();
  const receiver = await startWebhookReceiver((_arrival, response) => hold.answer(response));
  const owner = await seedOf(db).partner({ config: `url|${receiver.urlOf('/')}` });
  const notify = async (count: number) => {
    for (let n = 0; n < count; n += 1) await seedNotification(db, owner, { expiresAt: 4e12 });
  };
  return { hold, receiver, notify };
}

/** Starts the notifier in the same way as operators do. */
function startNotifier(url: string) {
  const child = startCli(url, ['notifier'], { NOTIFY_ALLOW_CIDRS: '127.0.0.0/8' });
  const out = { text: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out.text += text));
  const ended = once(child, 'close').then(() => child.exitCode);
  return { child, ended, says: (what: string) => waitUntil(`"${what}"`, () => out.text.includes(what)) };
}

function assertDeliveredOnce(rows: Row[], receiver: WebhookReceiver): void {
  assert.ok(rows.every(({ state, attempts }) => state === NOTIFICATION_STATES.delivered && attempts === 1));
  assert.equal(receiver.arrivals.length, rows.length);
  assert.equal(new Set(receiver.arrivals.map(({ id }) => id)).size, rows.length);
}

describeOnEachDatabase(
  'a notifier whose database goes away',
  (create) => {
    let database: TestDatabase;
    let proxy: TcpProxy;
    let made: Awaited<ReturnType<typeof setUp>>;

    beforeEach(async () => {
      database = await create();
      proxy = await startTcpProxy(database.url);
      made = await setUp(database.db);
    });
    afterEach(async () => {
      await made.receiver.close();
      await proxy.close();
    });

    it('goes on when it is back, or when all connections were killed, and sends nothing twice', async () => {
      const { db } = database;
      const { hold, receiver, notify } = made;
      const { child, ended, says } = startNotifier(proxy.url);
      try {
        await notify(4);
        await waitUntil('four requests', () => hold.held.size === 4);
        await proxy.cut();
        hold.respond();
        await says('could not record notification attempts');
        await notify(3);
        hold.open = true;
        await proxy.mend();
        await drained(db);
        assertDeliveredOnce(await rowsOf(db), receiver);

        // The same again with nothing to record. Now the claims fail.
        await proxy.cut();
        await says('could not look for due notifications');
        await proxy.mend();
        hold.open = false;
        await notify(5);
        await waitUntil('five requests', () => hold.held.size === 5);
        const others = 'select id from information_schema.processlist where db = database() and id <> connection_id()';
        await writeTransaction(db, async (trx) => {
          for (const { id } of (await trx.raw(others)) as { id: number }[]) {
            // Some connections end by themselves in the meantime.
            await trx.raw(`kill ${id}`).catch(() => undefined);
          }
        });
        hold.open = true;
        hold.respond();
        await notify(3);
        await drained(db);
        assertDeliveredOnce(await rowsOf(db), receiver);
        child.kill('SIGTERM');
        assert.equal(await ended, 0);
      } finally {
        child.kill('SIGKILL');
        await ended;
      }
    });

    it('sends nothing twice although it was away for longer than a lease', async () => {
      const { db } = database;
      const { hold, receiver, notify } = made;
      const far = connect(proxy.url, { log: SILENT });
      let faults = 0;
      const loop = shortNotifier(far, { deadlineMs: 60_000, leaseMs: LEASE_MS, warn: () => void (faults += 1) });
      try {
        await notify(8);
        await waitUntil('eight requests', () => hold.held.size === 8);
        await proxy.cut();
        hold.open = true;
        hold.respond();
        await waitUntil('writes that fail', () => faults > 4);
        // The time of the lease passes. These rows are now due for every claim.
        await writeStatement(db, (to) => to('notification_queue').update({ due_ms: 1 }));
        await proxy.mend();
        await drained(db);
        assertDeliveredOnce(await rowsOf(db), receiver);
      } finally {
        await loop.stop();
        await far.destroy();
      }
    });
  },
  [mysqlDatabase],
);

describeOnEachDatabase('a notifier that is told to stop', (create) => {
  it('ends with code 0, records what was answered, gives back what was not and takes nothing new', async () => {
    const { db, url } = await create();
    const { hold, receiver, notify } = await setUp(db);
    const { child, ended, says } = startNotifier(url);
    try {
      await notify(8);
      await waitUntil('eight requests', () => hold.held.size === 8);
      child.kill('SIGTERM');
      await says('"stopping"');
      await notify(2);
      hold.respond(5);
      assert.equal(await ended, 0);

      const rows = await rowsOf(db);
      const sorted = (more: (row: Row) => boolean) => rows.filter(more).length;
      assert.equal(
        sorted(({ state }) => state === NOTIFICATION_STATES.delivered),
        5,
      );
      assert.equal(
        sorted(({ state, last_fault: fault }) => state === NOTIFICATION_STATES.live && fault === 'stopped'),
        3,
      );
      assert.equal(
        sorted(({ attempts }) => attempts === 1),
        8,
      );
      assert.equal(
        sorted(({ attempts }) => attempts === 0),
        2,
      );
      assert.equal(receiver.arrivals.length, 8);
      const queue = await queueOf(db);
      assert.equal(queue.length, 5);
      assert.ok(queue.every(({ token, claims }) => token === null && claims === 0));

      hold.open = true;
      const next = shortNotifier(db);
      await drained(db);
      await next.stop();
      assert.equal(receiver.arrivals.length, 8 + 3 + 2);
      assert.equal(new Set(receiver.arrivals.map(({ id }) => id)).size, 10);
    } finally {
      child.kill('SIGKILL');
      await ended;
      await receiver.close();
    }
  });
});
