import assert from 'node:assert/strict';
import { type ServerResponse } from 'node:http';
import { type Knex } from 'knex';
import { insertApplication } from '../../db/applications/applications.js';
import { connect } from '../../db/connection/connect.js';
import { migrate } from '../../db/migrate.js';
import { enqueueNotification, NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { startRestartableServer, type RestartableServer } from '../support/mysql-server.js';
import { type NotifierProcess, startNotifierProcess } from '../support/notifier-process.js';
import { newApplication, seedOf, type TestPartner } from '../support/seed.js';
import { waitUntil } from '../support/wait-until.js';
import { type Arrival, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const COMPLETIONS = 400;
const PROCESSES = 3;
const SLOTS = 8;
/** The number of requests between two kills. The kills are less than a second apart. */
const KILL_EVERY = 40;
/** How many completions may be ahead of what was received. With this limit the stream lasts as long as the kills. */
const AHEAD = 60;
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** Every tenth notification gets no response to its first attempt. The others are answered after a few ms. */
function answerOrReset() {
  const seen = new Set<string>();
  const resets = new Set<string>();
  return {
    resets,
    answer: ({ id }: Arrival, response: ServerResponse): void => {
      if (!seen.has(id) && id.endsWith('0')) {
        resets.add(id);
        response.destroy();
      } else {
        setTimeout(() => response.end('ok'), Number(id.at(-1)) * 3);
      }
      seen.add(id);
    },
  };
}

describe('three notifiers that are killed again and again, on a database that crashes', () => {
  let server: RestartableServer;
  let db: Knex;
  let receiver: WebhookReceiver;
  let resets: Set<string>;
  let processes: NotifierProcess[] = [];
  let kills = 0;
  /** The ids whose commit was acknowledged. */
  const committed = new Set<string>();

  before(async function () {
    const started = await startRestartableServer();
    if (started === undefined) return this.skip();
    server = started;
    const first = connect(server.urlOf('mysql'));
    await first.raw('create database ledger');
    await first.destroy();
    db = connect(server.urlOf('ledger'), { log: SILENT });
    await migrate(db);
    const how = answerOrReset();
    resets = how.resets;
    receiver = await startWebhookReceiver(how.answer);
  });
  after(async () => {
    await Promise.all(
      processes.map(({ child, ended }) => {
        child.kill('SIGKILL');
        return ended;
      }),
    );
    await receiver?.close();
    await db?.destroy();
    await server?.stop();
  });

  const startOne = () => startNotifierProcess({ url: server.urlOf('ledger'), slots: SLOTS, leaseMs: 3_000 });
  const progress = () => new Set(receiver.arrivals.map(({ id }) => id)).size;

  async function complete(owner: TestPartner): Promise<string> {
    return writeTransaction(db, async (trx) => {
      const { accountId } = owner;
      const applicationId = await insertApplication(trx, newApplication(owner, { expiresAt: 4e12 }));
      const change = { state: APPLICATION_STATES.completed, completed_ms: Date.now() };
      await trx('applications').where({ id: applicationId }).update(change);
      const now = Date.now();
      const to = { applicationId, accountId, payload: '{}', expiresAt: 4e12, now };
      return enqueueNotification(trx, { kind: 'notification', ...to });
    });
  }

  async function stream(owners: TestPartner[]): Promise<void> {
    while (committed.size < COMPLETIONS) {
      await waitUntil('the notifiers to keep up', () => committed.size - progress() < AHEAD, { withinMs: 60_000 });
      try {
        committed.add(`ntf_${await complete(owners[committed.size % owners.length]!)}`);
      } catch {
        // The database is away. Nobody knows whether this one was committed, so it is not in the ledger.
      }
    }
  }

  async function killOneAfterAnother(): Promise<void> {
    for (let at = KILL_EVERY; at < COMPLETIONS; at += KILL_EVERY) {
      await waitUntil(`reception ${at}`, () => progress() >= at, { withinMs: 60_000 });
      if (kills === 4) await server.restart();
      const which = Math.floor(Math.random() * PROCESSES);
      processes[which]!.child.kill('SIGKILL');
      kills += 1;
      await processes[which]!.ended;
      processes[which] = startOne();
    }
  }

  it('receives everything that was committed, and little of it twice', async function () {
    this.timeout(120_000);
    const seed = seedOf(db);
    const owners: TestPartner[] = [];
    for (const path of ['/a', '/b', '/c', '/d']) {
      owners.push(await seed.partner({ config: `url|${receiver.urlOf(path)}` }));
    }
    processes = Array.from({ length: PROCESSES }, startOne);
    await Promise.all([stream(owners), killOneAfterAnother()]);
    const queued = () => db('notification_queue').select<{ claims: number }[]>();
    await waitUntil('an empty queue', async () => (await queued()).length === 0, { withinMs: 30_000 });
    const ends = await Promise.all(processes.map((one) => one.stop()));
    assert.deepEqual(
      ends.map(({ code }) => code),
      ends.map(() => 0),
    );

    const received = receiver.arrivals.map(({ id }) => id);
    const distinct = new Set(received);
    assert.deepEqual(
      [...committed].filter((id) => !distinct.has(id)),
      [],
      'nothing that was committed is lost',
    );
    const rows = await db('notifications').select<{ id: string; state: number; attempts: number }[]>();
    assert.deepEqual([...distinct].sort(), rows.map(({ id }) => `ntf_${id}`).sort());
    assert.ok(rows.every(({ state }) => state === NOTIFICATION_STATES.delivered));
    const duplicates = received.length - distinct.size - resets.size;
    assert.equal(kills, COMPLETIONS / KILL_EVERY - 1);
    assert.ok(duplicates <= kills * SLOTS, `${duplicates} duplicates of ${kills} kills`);
    assert.deepEqual(receiver.overlaps, []);
    const attempts = await db('notification_attempts')
      .where({ outcome: 'delivered' })
      .countDistinct<{ n: number }[]>('notification_id as n');
    assert.deepEqual(
      attempts.map(({ n }) => Number(n)),
      [rows.length],
    );
  });
});
