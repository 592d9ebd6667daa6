import assert from 'node:assert/strict';
import { type GatewayMinute } from '../../../db/figures/gateway-minutes.js';
import { nothingCounted } from '../../../engine/figures/minute-counts.js';
import { countMinute } from '../../../src/figures/count-minute.js';
import { minuteRecorder } from '../../../src/figures/minute-recorder.js';

const MINUTE = 60_000;
const START = Date.parse('2026-05-04T10:00:00Z');

describe('minuteRecorder', () => {
  let now: number;
  let away: boolean;
  let warnings: number;
  let writes: GatewayMinute[][];
  let queues: number[];
  let counter: ReturnType<typeof countMinute>;

  const start = () =>
    minuteRecorder({
      take: counter.take,
      write: (minutes) => {
        if (away) return Promise.reject(new Error('away'));
        writes.push([...minutes]);
        return Promise.resolve();
      },
      writeQueues: (minuteAt) => Promise.resolve(void queues.push(minuteAt)),
      now: () => now,
      log: { warn: () => void (warnings += 1) },
    });
  const request = (times: number) => {
    for (let index = 0; index < times; index++) counter.request({ status: 200, seconds: 0.01 });
  };
  const written = () =>
    writes.map((minutes) => minutes.map(({ minuteAt, counts }) => [(minuteAt - START) / MINUTE, counts.requests]));

  beforeEach(() => {
    [now, away, warnings, writes, queues, counter] = [START + 20_000, false, 0, [], [], countMinute()];
  });

  it('says at once that the process is there, and writes each minute when it is over', async () => {
    const recorder = start();
    await recorder.writeWaiting();
    request(3);
    assert.equal(recorder.endMinute(), false);
    now = START + MINUTE;
    assert.equal(recorder.endMinute(), true);
    request(4);
    await recorder.writeWaiting();
    now = START + 2 * MINUTE;
    recorder.endMinute();
    await recorder.writeWaiting();
    assert.deepEqual(written(), [[[0, 0]], [[0, 3]], [[1, 4]]]);
    assert.deepEqual(
      queues.map((at) => (at - START) / MINUTE),
      [0, 1, 2],
    );
  });

  it('keeps ten minutes while the database is away, says so once, and writes them when it is back', async () => {
    const recorder = start();
    away = true;
    for (let minute = 1; minute <= 14; minute++) {
      request(minute);
      now = START + minute * MINUTE;
      recorder.endMinute();
      await recorder.writeWaiting();
    }
    assert.equal(warnings, 1);
    away = false;
    await recorder.writeWaiting();
    await recorder.writeWaiting();
    assert.deepEqual(written(), [Array.from({ length: 10 }, (_, index) => [index + 4, index + 5])]);
  });

  it('counts on while the clock is set back, so that no minute comes twice', async () => {
    const recorder = start();
    now = START + MINUTE;
    recorder.endMinute();
    request(1);
    now = START;
    assert.equal(recorder.endMinute(), false);
    request(1);
    now = START + 2 * MINUTE;
    recorder.endMinute();
    await recorder.writeWaiting();
    assert.deepEqual(written(), [
      [
        [0, 0],
        [1, 2],
      ],
    ]);
  });

  it('writes the last part of a minute when it is stopped', async () => {
    const recorder = start();
    request(2);
    now += 1_000;
    await recorder.stop();
    const [minutes] = writes;
    assert.deepEqual(
      minutes!.map(({ minuteAt, seenAt, stopped, counts }) => [minuteAt, seenAt, stopped, counts.requests]),
      [[START, START + 21_000, true, 2]],
    );
  });

  it('does not wait for long for a database that keeps silent when it is stopped', async () => {
    const silent = minuteRecorder({
      take: nothingCounted,
      write: () => new Promise(() => undefined),
      writeQueues: () => Promise.resolve(),
      now: () => now,
      log: { warn: () => void (warnings += 1) },
      stopWithinMs: 10,
    });
    void silent.writeWaiting();
    await silent.stop();
    assert.equal(warnings, 1);
  });
});

describe('countMinute', () => {
  it('counts requests by status, attempts by outcome and channel, and sign-ins since the last time', () => {
    const counter = countMinute();
    counter.auth.refused = 5;
    counter.take();
    for (const status of [200, 404, 499, 500, 503]) counter.request({ status, seconds: 0.003 });
    counter.claimed(50, 'endpoint');
    counter.claimed(50, 'messages');
    counter.attempted('delivered', 15, 'endpoint');
    counter.attempted('no-response', 9_000, 'endpoint');
    counter.attempted('delivered', 15, 'messages');
    counter.attempted('retried', 15, 'messages');
    counter.auth.refused += 2;
    counter.auth.throttled += 1;
    const { buckets, ...counts } = counter.take();
    const none = nothingCounted();
    const { buckets: _, ...zeros } = none;
    assert.deepEqual(counts, {
      ...zeros,
      ...{ requests: 5, clientErrors: 2, serverErrors: 2, signInsRefused: 2, signInsThrottled: 1 },
      ...{ delivered: 1, noResponse: 1, messagesSent: 1, messagesFailed: 1 },
    });
    assert.deepEqual([buckets.request[2], buckets.attempt[0], buckets.attempt[8], buckets.lateness[0]], [5, 1, 1, 1]);
    assert.deepEqual(counter.take(), none);
  });
});
