import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startNotifierProcess } from '../support/notifier-process.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf } from '../support/seed.js';
import { shortNotifier } from '../support/short-notifier.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver } from '../support/webhook-receiver.js';

const LEASE_MS = 600_000;
const DUE = 4;

interface KillPoint {
  point: 'claimed' | 'sent' | 'responded' | 'recorded' | 'finished';
  name: string;
  /**
   * The least and the largest number of requests that are sent a second time. The requests of the batch may have got
   * more or less far.
   */
  again: [least: number, most: number];
}

// Several notifications are claimed together. When one of them kills the process, some of the others may have been
// sent, but not all need be.
const POINTS: KillPoint[] = [
  { point: 'claimed', name: 'after the claim', again: [0, 0] },
  { point: 'sent', name: 'after a request was sent', again: [1, DUE] },
  { point: 'responded', name: 'after a response came', again: [1, DUE] },
  { point: 'recorded', name: 'after the insert of an attempt, before the commit', again: [1, DUE] },
  { point: 'finished', name: 'after the commit', again: [0, DUE - 1] },
];

const queue = (db: Knex) => db('notification_queue').select<{ token: string | null; claims: number }[]>();
const drained = async (db: Knex) => (await queue(db)).length === 0;

describeOnEachDatabase('a notifier that is killed', (create) => {
  for (const { point, name, again } of POINTS) {
    it(`${name}: loses nothing, and the next one sends at most what was not recorded`, async () => {
      const { db, url } = await create();
      let kill = (): void => {};
      // If the process should die at this point, its first request gets no answer.
      const receiver = await startWebhookReceiver((_arrival, response) =>
        point === 'sent' && receiver.arrivals.length === 1 ? kill() : void response.end('ok'),
      );
      const owner = await seedOf(db).partner({ config: `url|${receiver.urlOf('/')}` });
      const ids: string[] = [];
      for (let n = 0; n < DUE; n += 1) {
        const { notificationId } = await seedNotification(db, owner, { expiresAt: 4e12 });
        ids.push(`ntf_${notificationId}`);
      }

      const args = { url, leaseMs: LEASE_MS, deadlineMs: 5_000, slotsPerAccount: DUE };
      const doomed = startNotifierProcess({ ...args, ...(point !== 'sent' && { killAt: point }) });
      kill = () => void doomed.child.kill('SIGKILL');
      const { signal } = await doomed.ended;
      assert.equal(signal, 'SIGKILL');
      const held = await queue(db);
      assert.ok(held.every((row) => row.token !== null && row.claims === 1));
      const recorded = (await db('notification_attempts').pluck('notification_id')) as string[];
      assert.equal(recorded.length + held.length, DUE, 'what is recorded has left the queue, and nothing else');
      if (point !== 'finished') assert.deepEqual(recorded, []);

      const next = shortNotifier(db);
      // This makes the time of the lease pass.
      await writeStatement(db, (to) => to('notification_queue').update({ due_ms: db.raw('due_ms - ?', [LEASE_MS]) }));
      await waitUntil('the rest', () => drained(db));
      await next.stop();
      await receiver.close();

      const received = receiver.arrivals.map(({ id }) => id);
      assert.deepEqual([...new Set(received)].sort(), ids.sort());
      const repeated = received.length - DUE;
      assert.ok(repeated >= again[0] && repeated <= again[1], `${repeated} were sent again`);
      for (const id of ids) assert.ok(received.filter((other) => other === id).length <= 2);
      assert.deepEqual(receiver.overlaps, []);
      const rows = await db('notifications').select<{ state: number; attempts: number }[]>('state', 'attempts');
      assert.ok(rows.every((row) => row.state === NOTIFICATION_STATES.delivered && row.attempts === 1));
      const attempts = await db('notification_attempts').select<{ number: number; outcome: string }[]>();
      assert.equal(attempts.length, DUE);
      assert.ok(attempts.every((row) => row.number === 1 && row.outcome === 'delivered'));
    });
  }
});
