import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { connect } from '../../db/connection/connect.js';
import { allDueAccounts } from '../../db/notifications/due/due-accounts.js';
import { NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { claimDue } from '../support/claims.js';
import { describeOnEachDatabase, mysqlDatabase } from '../support/databases.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf } from '../support/seed.js';
import { shortNotifier } from '../support/short-notifier.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };
// The lease ends after this test. A notification that is due again only after its lease is not delivered here.
const LEASE_MS = 600_000;

const queueOf = (db: Knex) =>
  db('notification_queue').select<{ token: string | null; claims: number }[]>('token', 'claims');

describeOnEachDatabase(
  'a notification whose database swallows an answer',
  (create) => {
    let db: Knex;
    let far: Knex;
    let proxy: TcpProxy;
    let receiver: WebhookReceiver;

    beforeEach(async () => {
      const database = await create();
      db = database.db;
      proxy = await startTcpProxy(database.url);
      far = connect(proxy.url, { statementMs: 1_000, log: SILENT });
      receiver = await startWebhookReceiver();
      const owner = await seedOf(db).partner({ config: `url|${receiver.urlOf('/')}` });
      await seedNotification(db, owner, { expiresAt: 4e12 });
    });
    afterEach(async () => {
      proxy.restore();
      await far.destroy();
      await receiver.close();
      await proxy.close();
    });

    for (const [name, after] of [
      ['to the look for due rows', 'skip locked'],
      ['to the lease', 'update `notification_queue`'],
      ['to the commit, which has happened', 'COMMIT'],
    ] as const) {
      it(`is due at once for the next claim: ${name}`, async () => {
        const accounts = await allDueAccounts(db, 'endpoint');
        const claim = (at: Knex, token: string) => claimDue(at, { accounts, leaseMs: LEASE_MS, token });
        proxy.blackholeAfter(after);
        await assert.rejects(claim(far, 'first'), /no answer within 1 s/);
        proxy.restore();
        const second = await waitUntil('the next claim', async () => {
          const claimed = await claim(db, 'second');
          return claimed.length > 0 && claimed;
        });
        assert.deepEqual([second.length, second[0]!.claims], [1, 1]);
      });
    }

    for (const point of ['claim', 'result'] as const) {
      it(`is sent once and recorded once: to the commit of the ${point}`, async () => {
        let faults = 0;
        if (point === 'claim') proxy.blackholeAfter('COMMIT');
        const loop = shortNotifier(far, {
          leaseMs: LEASE_MS,
          warn: () => void (faults += 1),
          at: (reached) => void (reached === 'responded' && point === 'result' && proxy.blackholeAfter('COMMIT')),
        });
        await waitUntil('the lost answer', () => faults > 0);
        await waitUntil('the end', async () => (await queueOf(db)).length === 0);
        await loop.stop();
        const rows = await db('notifications').select<{ state: number; attempts: number }[]>('state', 'attempts');
        assert.deepEqual(rows, [{ state: NOTIFICATION_STATES.delivered, attempts: 1 }]);
        assert.equal(receiver.arrivals.length, 1);
      });
    }
  },
  [mysqlDatabase],
);
