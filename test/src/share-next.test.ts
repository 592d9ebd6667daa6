import assert from 'node:assert/strict';
import { shareNext } from '../../src/share-next.js';

/** A run that the test ends by hand, each time with the value the world has then. */
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
});
