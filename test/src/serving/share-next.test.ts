import assert from 'node:assert/strict';
import { type RefusalError } from '../../../engine/refusal.js';
import { shareNext } from '../../../src/serving/share-next.js';

/** Makes a run that the test ends by hand. Each run returns the value of `world` at its start. */
function handRun() {
  const ends: (() => void)[] = [];
  let world = 0;
  const run = () => {
    const seen = world;
    return new Promise<number>((resolve) => ends.push(() => resolve(seen)));
  };
  return { run, ends, change: () => (world += 1) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('shareNext', () => {
  it('runs at once for the first, and once more for all that come meanwhile', async () => {
    const { run, ends } = handRun();
    const share = shareNext(run);
    const first = share('a');
    const later = [share('a'), share('a'), share('a')];
    assert.equal(ends.length, 1);
    ends[0]!();
    await first;
    await settled();
    assert.equal(ends.length, 2);
    ends[1]!();
    await Promise.all(later);
    assert.equal(ends.length, 2);
  });

  it('never answers with a run that began before the call', async () => {
    const { run, ends, change } = handRun();
    const share = shareNext(run);
    const before = share('a');
    change();
    const after = share('a');
    ends[0]!();
    assert.equal(await before, 0);
    await settled();
    ends[1]!();
    assert.equal(await after, 1);
  });

  it('keeps keys apart', () => {
    const { run, ends } = handRun();
    const share = shareNext(run);
    void share('a');
    void share('b');
    assert.equal(ends.length, 2);
  });

  it('passes a failure on to those who shared it and goes on', async () => {
    let runs = 0;
    const share = shareNext(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
      return runs;
    });
    const first = share('a');
    const second = share('a');
    await assert.rejects(first, /away/);
    assert.equal(await second, 2);
    assert.equal(await share('a'), 3);
  });

  it('gives up a run that does not end, with all who wait for it or behind it, and begins anew with who comes next', async () => {
    const { run, ends, change } = handRun();
    const share = shareNext(run, { withinMs: 20, late: () => new Error('late') });
    const waiting = [share('a'), share('a'), share('a')];
    for (const one of waiting) await assert.rejects(one, /late/);
    assert.equal(ends.length, 1);
    change();
    const next = share('a');
    const behind = share('a');
    // Nobody gets the late result of the run that was given up.
    ends[0]!();
    ends[1]!();
    assert.equal(await next, 1);
    await settled();
    ends[2]!();
    assert.equal(await behind, 1);
  });

  it('answers who waited for a run that takes too long with 503 and when to try again', async () => {
    const share = shareNext(() => new Promise(() => {}), { withinMs: 1 });
    await assert.rejects(share('a'), ({ refusal }: RefusalError) => {
      assert.deepEqual([refusal.reason, refusal.more.retryAfterSeconds], ['overloaded', 2]);
      return true;
    });
  });
});
