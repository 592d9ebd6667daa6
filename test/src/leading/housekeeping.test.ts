import assert from 'node:assert/strict';
import { housekeeping } from '../../../src/leading/housekeeping.js';
import { waitUntil } from '../../support/wait-until.js';

const EVERY_MS = 5;

describe('housekeeping', () => {
  const log = { warnings: 0, warn: () => void (log.warnings += 1) };
  const start = (chores: ((now: number) => Promise<number>)[], everyMs = EVERY_MS, withinMs = 60_000) =>
    housekeeping({ chores, now: () => 4711, everyMs, withinMs, log });

  beforeEach(() => {
    log.warnings = 0;
  });

  it('runs each chore at once until it finds nothing more, and tells it the time', async () => {
    const calls: string[] = [];
    const left = { a: 2, b: 0 };
    const chore = (name: 'a' | 'b') => (now: number) => {
      calls.push(`${name} ${now}`);
      return Promise.resolve(left[name]-- > 0 ? 1 : 0);
    };
    const running = start([chore('a'), chore('b')], 60_000);
    await waitUntil('the first round', () => calls.length >= 4);
    await running.stop();
    assert.deepEqual(calls, ['a 4711', 'a 4711', 'a 4711', 'b 4711']);
  });

  it('ends the pause between two calls when it is stopped', async () => {
    let calls = 0;
    const chores = [() => Promise.resolve((calls += 1))];
    const running = housekeeping({ chores, now: () => 0, everyMs: 60_000, pauseMs: 3_600_000, log });
    await waitUntil('the first call', () => calls === 1);
    await running.stop();
    assert.equal(calls, 1);
  });

  it('goes on with the other chores and comes back after a failure', async () => {
    let [failing, other] = [0, 0];
    const running = start([
      () => Promise.reject(new Error(String((failing += 1)))),
      () => Promise.resolve(((other += 1), 0)),
    ]);
    await waitUntil('three rounds', () => failing >= 3 && other >= 3);
    await running.stop();
    assert.ok(log.warnings >= 3);
  });

  it('waits, when stopped, for the chore under way and begins no other', async () => {
    let end: (changed: number) => void = () => undefined;
    let calls = 0;
    const running = start([
      () => {
        calls += 1;
        return new Promise((resolve) => (end = resolve));
      },
    ]);
    await waitUntil('the chore', () => calls === 1);
    let isStopped = false;
    const stopping = running.stop().then(() => (isStopped = true));
    await new Promise(setImmediate);
    assert.equal(isStopped, false);
    end(1);
    await stopping;
    assert.equal(calls, 1);
  });

  it('never runs a chore twice at once', async () => {
    let [now, most, rounds] = [0, 0, 0];
    const running = start(
      [
        async () => {
          most = Math.max(most, (now += 1));
          for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
          now -= 1;
          rounds += 1;
          return 0;
        },
      ],
      1,
    );
    await waitUntil('five rounds', () => rounds >= 5);
    await running.stop();
    assert.equal(most, 1);
  });

  it('goes on with the others while a chore does not end, and begins that one again when it has', async () => {
    const ends: ((changed: number) => void)[] = [];
    let others = 0;
    const stuck = () => new Promise<number>((resolve) => ends.push(resolve));
    const running = start([stuck, () => Promise.resolve(((others += 1), 0))], EVERY_MS, 20);
    await waitUntil('five rounds', () => others >= 5);
    assert.deepEqual([ends.length, log.warnings], [1, 1]);
    ends[0]!(0);
    await waitUntil('the next call', () => ends.length === 2);
    ends[1]!(0);
    await running.stop();
  });
});
