import assert from 'node:assert/strict';
import { writeGatewayMinutes } from '../../../../db/figures/gateway-minutes.js';
import { writeQueueMinute } from '../../../../db/figures/queue-minutes.js';
import { addCredential } from '../../../../db/accounts/credentials.js';
import { setNotificationsPaused } from '../../../../db/notifications/notification-accounts.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { bucketOf, BUCKETS } from '../../../../engine/figures/buckets.js';
import { type MinuteCounts, nothingCounted } from '../../../../engine/figures/minute-counts.js';
import { type Schema } from '../../../../routes/documented.js';
import { describeGateway } from '../../../support/gateway.js';
import { seedNotification } from '../../../support/seed-notification.js';
import { type SignedIn, signedInOperator } from '../../../support/signed-in-operator.js';
import { TEST_NOW } from '../../../support/test-now.js';

const MINUTE = 60_000;
const LAST = TEST_NOW - (TEST_NOW % MINUTE) - 2 * MINUTE;

function countsOf(counts: Partial<MinuteCounts>, requestMs: number[] = []): MinuteCounts {
  const all = { ...nothingCounted(), ...counts };
  for (const ms of requestMs) all.buckets.request[bucketOf(BUCKETS.request, ms)]! += 1;
  return all;
}

describeGateway('the overview', (world) => {
  let operator: SignedIn;
  before(async () => {
    operator = await signedInOperator(world, 'viewer');
  });

  const write = (process: string, minuteAt: number, counts: MinuteCounts) =>
    writeGatewayMinutes(world.db, { process, kind: 'gateway', host: 'one', pid: 1, version: '1.0.0' }, [
      { minuteAt, seenAt: minuteAt + MINUTE, stopped: false, counts },
    ]);
  const overview = async () => (await operator.get('overview')).body as Schema<'Overview'>;
  const figures = async (range: string) => (await operator.get(`figures?range=${range}`)).body as Schema<'Figures'>;

  it('says that no process was seen, and nothing else while all is well', async () => {
    const { state, ...rest } = await overview();
    assert.deepEqual(state, [{ what: 'no_process', level: 'bad' }]);
    assert.deepEqual([rest.trouble, rest.processes, rest.credentials], [[], [], []]);
    await write('a', LAST, countsOf({}));
    const { state: after, processes } = await overview();
    assert.deepEqual(after, []);
    assert.deepEqual(
      processes.map(({ process, seen }) => [process, seen]),
      [['a', new Date(LAST + MINUTE).toISOString()]],
    );
  });

  it('says what is wrong, the worst first, and with whom', async () => {
    const { db, seed } = world;
    const [late, paused] = [await seed.partner(), await seed.partner()];
    for (const owner of [late, paused]) await seedNotification(db, owner);
    await writeStatement(db, (to) => to('notification_queue').update({ due_ms: Date.now() - 400_000 }));
    await writeTransaction(db, (trx) => setNotificationsPaused(trx, paused.accountId, true));
    await write('b', LAST, countsOf({ serverErrors: 2, rejected: 30, delivered: 10, signInsThrottled: 1 }));
    const { userId } = late.user;
    const hash = { passwordHash: 'x', now: TEST_NOW };
    await addCredential(db, { userId, label: 'ends soon', expiresAt: TEST_NOW + 60_000, ...hash });
    await addCredential(db, { userId, label: 'ends later', expiresAt: TEST_NOW + 8 * 24 * 60 * MINUTE, ...hash });
    const { state, queues, trouble, credentials } = await overview();
    assert.deepEqual(
      state.map(({ what, level }) => `${what} ${level}`),
      [
        ...['oldest_due bad', 'server_errors look', 'attempts_failing look', 'sign_ins_throttled look'],
        'credentials_end look',
      ],
    );
    assert.ok(state[0]!.value! >= 400 && state[0]!.value! < 1_000);
    assert.equal(queues[0]!.held_back, 1);
    assert.deepEqual(
      trouble.map(({ account_id: id }) => id),
      [late.accountId],
    );
    assert.deepEqual(
      credentials.map(({ label }) => label),
      ['ends soon'],
    );
  });

  it('counts all credentials that end, and shows the first of them', async () => {
    const { userId } = (await world.seed.partner()).user;
    const before = (await overview()).credentials.length;
    for (let n = 0; n < 21; n++) {
      const hash = { passwordHash: 'x', now: TEST_NOW };
      await addCredential(world.db, { userId, label: `ends ${n}`, expiresAt: TEST_NOW + 2 * MINUTE, ...hash });
    }
    const { state, credentials } = await overview();
    assert.equal(credentials.length, 20);
    assert.equal(state.find(({ what }) => what === 'credentials_end')!.value, before + 21);
  });

  it('gives figures of all processes together, and leaves out what nobody counted', async () => {
    const at = LAST - 30 * MINUTE;
    await write('a', at, countsOf({ requests: 99 }, Array<number>(99).fill(4)));
    await write('b', at, countsOf({ requests: 1, loopP99Us: 1_500 }, [4_000]));
    await writeQueueMinute(world.db, at, [{ channel: 1, queued: 3, due: 2, oldestDueAgeMs: 90_500, parked: 1 }]);
    const { points, step_seconds: step } = await figures('1h');
    assert.equal(step, 60);
    assert.equal(points.length, 60);
    const index = points.findIndex((point) => point.at === new Date(at).toISOString());
    const { counts, endpoint, messages } = points[index]!;
    assert.deepEqual([counts!.requests, counts!.minutes, counts!.loop_ms], [100, 1, 1.5]);
    assert.ok(counts!.request_ms!.p95 <= 5);
    assert.equal(counts!.attempt_ms, undefined);
    assert.deepEqual(endpoint, { queued: 3, due: 2, oldest_due_seconds: 90, parked: 1 });
    assert.equal(messages, undefined);
    assert.deepEqual(Object.keys(points[index + 1]!), ['at']);
  });

  for (const [range, count] of [
    ['6h', 72],
    ['24h', 96],
    ['7d', 84],
  ] as const) {
    it(`gives ${count} points for ${range}`, async () => assert.equal((await figures(range)).points.length, count));
  }

  it('is not sent again when nothing has changed, and refuses another range', async () => {
    const { headers } = await operator.get('figures?range=24h');
    const again = await operator.get('figures?range=24h', { 'if-none-match': String(headers['etag']) });
    assert.equal(again.status, 304);
    assert.equal((await operator.get('figures?range=2h')).status, 400);
  });
});
