import assert from 'node:assert/strict';
import { type Socket } from 'node:net';
import { NOTIFICATION_STATES } from '../../db/notifications/notifications.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { type Figures, type NotifierProcess, startNotifierProcess } from '../support/notifier-process.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { seedNotification } from '../support/seed-notification.js';
import { seedOf } from '../support/seed.js';
import { type Sink, startSink } from '../support/sink.js';
import { waitUntil } from '../support/wait-until.js';
import { startWebhookReceiver } from '../support/webhook-receiver.js';

const DEADLINE_MS = 150;
const ROWS_EACH = 6;
const WARM = 100;
const ATTEMPTS = 400;
/** A leak of one descriptor or of 50 KB in each attempt would be far above both limits. */
const MORE_DESCRIPTORS = 20;
const MORE_HEAP = 12_000_000;
const MEGABYTE = Buffer.alloc(1_048_576, 'x');

const drip = (first: string) => (socket: Socket) => {
  socket.write(first);
  const timer = setInterval(() => socket.write('x'), 10);
  socket.on('close', () => clearInterval(timer));
};

/** Writes as long as the other side accepts it. */
const flood = (first: string) => (socket: Socket) => {
  socket.write(first);
  const more = (): void => {
    while (!socket.destroyed && socket.write(MEGABYTE));
    socket.once('drain', more);
  };
  more();
};

const afterRequest = (then: (socket: Socket) => void) => (socket: Socket) =>
  void socket.once('data', () => then(socket));

// No receiver here ever gives a status that would end a notification.
const MISBEHAVING: Record<string, (socket: Socket) => void> = {
  hangs: () => undefined,
  'resets at once': (socket) => void socket.resetAndDestroy(),
  'resets after the request': afterRequest((socket) => void socket.resetAndDestroy()),
  'closes after the request': afterRequest((socket) => void socket.end()),
  'sends headers a byte at a time': afterRequest(drip('HTTP/1.1 200 OK\r\nX-A: ')),
  'sends a header without end': afterRequest(flood('HTTP/1.1 200 OK\r\nX-A: ')),
  'sends a body without end': afterRequest(flood('HTTP/1.1 503 Away\r\n\r\n')),
  'sends a body a byte at a time': afterRequest(drip('HTTP/1.1 503 Away\r\nContent-Length: 1000\r\n\r\n')),
};

describeOnEachDatabase('a notifier among receivers that misbehave in every way', (create) => {
  let sinks: Sink[] = [];
  let notifier: NotifierProcess | undefined;
  afterEach(async () => {
    notifier?.child.kill('SIGKILL');
    await notifier?.ended;
    await Promise.all(sinks.map((sink) => sink.close()));
    sinks = [];
  });

  it('serves the one that behaves, and needs no more memory and descriptors with every attempt', async function () {
    this.timeout(90_000);
    const { db, url } = await create();
    const good = await startWebhookReceiver();
    const seed = seedOf(db);
    const targets = [`url|${good.urlOf('/good')}`];
    for (const behave of Object.values(MISBEHAVING)) {
      const sink = await startSink(behave);
      sinks.push(sink);
      targets.push(`url|http://127.0.0.1:${sink.port}/|http_err|503`);
    }
    for (const config of targets) {
      const owner = await seed.partner({ config });
      for (let n = 0; n < ROWS_EACH; n += 1) await seedNotification(db, owner, { expiresAt: 4e12 });
    }
    notifier = startNotifierProcess({ url, deadlineMs: DEADLINE_MS, leaseMs: 5_000 });
    const figuresAfter = async (attempts: number): Promise<Figures> => {
      const made = async () => (await db('notifications').sum({ sum: 'attempts' }))[0]!.sum as number;
      // Everything that is not being tried is made due now, so that the attempts of a minute do not take a minute.
      await waitUntil(
        `${attempts} attempts`,
        async () => {
          await writeStatement(db, (to) => to('notification_queue').whereNull('token').update({ due_ms: 1 }));
          return (await made()) >= attempts;
        },
        { withinMs: 60_000 },
      );
      return notifier!.figures();
    };
    const warm = await figuresAfter(WARM);
    const later = await figuresAfter(ATTEMPTS);
    await good.close();
    const grown = { descriptors: later.descriptors - warm.descriptors, heap: later.heap - warm.heap };
    assert.ok(grown.descriptors <= MORE_DESCRIPTORS, `${grown.descriptors} more descriptors`);
    assert.ok(grown.heap <= MORE_HEAP, `${grown.heap} more bytes`);

    assert.equal(new Set(good.arrivals.map(({ id }) => id)).size, ROWS_EACH);
    const served = await db('notifications')
      .where({ state: NOTIFICATION_STATES.delivered })
      .select<{ attempts: number }[]>();
    assert.equal(served.length, ROWS_EACH);
    // On a busy machine this receiver may also answer too late. But nothing is sent again unless it was recorded so.
    assert.ok(good.arrivals.length <= served.reduce((sum, { attempts }) => sum + attempts, 0));
    const left = (await db('notification_queue').count({ n: '*' }))[0]!.n;
    assert.equal(Number(left), ROWS_EACH * sinks.length, 'all that got no answer are still to be sent');
    const outcomes = (await db('notification_attempts')
      .distinct('outcome')
      .orderBy('outcome')
      .pluck('outcome')) as string[];
    assert.deepEqual(outcomes, ['delivered', 'no-response', 'retried']);
    const { code } = await notifier.stop();
    assert.equal(code, 0);
    const held = await db('notification_queue').whereNotNull('token');
    assert.deepEqual(held, [], 'what was broken off is recorded');
  });
});
