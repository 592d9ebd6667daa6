import assert from 'node:assert/strict';
import {
  forgetMinutes,
  type GatewayMinute,
  type ProcessIdentity,
  readGatewayMinutes,
  seenProcesses,
  writeGatewayMinutes,
} from '../../../db/figures/gateway-minutes.js';
import { hasQueueMinute, readQueueMinutes, writeQueueMinute } from '../../../db/figures/queue-minutes.js';
import { bucketOf, BUCKETS } from '../../../engine/figures/buckets.js';
import { type MinuteCounts, nothingCounted } from '../../../engine/figures/minute-counts.js';
import { percentile } from '../../../engine/figures/percentile.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';

const MINUTE = 60_000;
const START = Date.parse('2026-05-04T10:00:00Z');
const A: ProcessIdentity = { process: 'a', kind: 'gateway', host: 'one', pid: 1, version: '1.0.0' };
const B: ProcessIdentity = { process: 'b', kind: 'notifier', host: 'two', pid: 2, version: '1.0.1' };

function minute(index: number, counts: Partial<MinuteCounts> = {}, requestMs: number[] = []): GatewayMinute {
  const minuteAt = START + index * MINUTE;
  const all = { ...nothingCounted(), ...counts };
  for (const ms of requestMs) all.buckets.request[bucketOf(BUCKETS.request, ms)]! += 1;
  return { minuteAt, seenAt: minuteAt + MINUTE, stopped: false, counts: all };
}

const QUEUE = { channel: 1, queued: 3, due: 2, oldestDueAgeMs: 5_000_000_000, parked: 1 };

describeOnEachDatabase('minutes', (create) => {
  let db: TestDatabase['db'];
  beforeEach(async () => {
    ({ db } = await create());
  });
  const read = (stepMs = MINUTE) => readGatewayMinutes(db, { from: START, until: START + 60 * MINUTE, stepMs });

  it('of several processes are added up, and percentiles are those of all their times', async () => {
    await writeGatewayMinutes(db, A, [
      minute(0, { requests: 99, delivered: 2, loopP99Us: 7 }, Array(99).fill(4) as []),
    ]);
    await writeGatewayMinutes(db, B, [minute(0, { requests: 1, rejected: 1, loopP99Us: 9_000 }, [4_000])]);
    const [span, ...more] = await read();
    assert.deepEqual(more, []);
    const { requests, delivered, rejected, loopP99Us, buckets } = span!.counts;
    assert.deepEqual([requests, delivered, rejected, loopP99Us], [100, 2, 1, 9_000]);
    assert.ok(percentile(BUCKETS.request, buckets.request, 0.95)! <= 5);
    assert.ok(percentile(BUCKETS.request, buckets.request, 0.995)! > 2_000);
  });

  it('are summed by spans, which say in how many minutes somebody counted; a span without any is left out', async () => {
    const written = [0, 1, 4, 20].map((index) => minute(index, { requests: 10 }));
    await writeGatewayMinutes(db, A, written);
    await writeGatewayMinutes(db, B, [minute(4, { requests: 1 })]);
    const spans = (await read(5 * MINUTE)).map(({ startsAt, minutes, counts }) => [
      (startsAt - START) / MINUTE,
      minutes,
      counts.requests,
    ]);
    assert.deepEqual(spans, [
      [0, 3, 31],
      [20, 1, 10],
    ]);
  });

  it('written twice count once, with the newer values', async () => {
    await writeGatewayMinutes(db, A, [minute(0)]);
    await writeGatewayMinutes(db, A, [minute(0, { requests: 5 }), minute(1, { requests: 6 })]);
    assert.deepEqual(
      (await read()).map(({ counts }) => counts.requests),
      [5, 6],
    );
  });

  it('tell which processes there are, each as it was seen last', async () => {
    await writeGatewayMinutes(db, A, [minute(0), minute(3)]);
    await writeGatewayMinutes(db, B, [{ ...minute(3), seenAt: START + 3 * MINUTE + 1, stopped: true }]);
    assert.deepEqual(await seenProcesses(db, START), [
      { ...A, seenAt: START + 4 * MINUTE, stopped: false },
      { ...B, seenAt: START + 3 * MINUTE + 1, stopped: true },
    ]);
    assert.deepEqual(await seenProcesses(db, START + 4 * MINUTE), []);
  });

  it('of queues belong to the first process, and show the worst of a span', async () => {
    assert.equal(await hasQueueMinute(db, START), false);
    await writeQueueMinute(db, START, [QUEUE, { ...QUEUE, channel: 2, queued: 0 }]);
    await writeQueueMinute(db, START, [{ ...QUEUE, queued: 99 }]);
    await writeQueueMinute(db, START + MINUTE, [{ ...QUEUE, queued: 7, due: 0 }]);
    assert.equal(await hasQueueMinute(db, START), true);
    const span = { from: START, until: START + 60 * MINUTE, stepMs: 5 * MINUTE };
    assert.deepEqual(await readQueueMinutes(db, span), [
      { ...QUEUE, queued: 7, startsAt: START },
      { ...QUEUE, channel: 2, queued: 0, startsAt: START },
    ]);
  });

  it('are forgotten, of processes and queues alike', async () => {
    await writeGatewayMinutes(db, A, [minute(0), minute(1)]);
    await writeQueueMinute(db, START, [QUEUE]);
    assert.equal(await forgetMinutes(db, START), 0);
    assert.equal(await forgetMinutes(db, START + 1), 2);
    assert.equal((await read()).length, 1);
  });
});
