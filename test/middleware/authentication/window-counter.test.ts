import assert from 'node:assert/strict';
import { windowCounter } from '../../../middleware/authentication/window-counter.js';
import { type SharedWindows } from '../../../middleware/authentication/shared-windows.js';
import { TEST_NOW } from '../../support/test-now.js';

function setUp(maxKeys?: number) {
  const clock = { now: TEST_NOW };
  const options = { now: () => clock.now, ...(maxKeys !== undefined && { maxKeys }) };
  return { clock, counter: windowCounter({ failures: 2, seconds: 10 }, options) };
}

describe('windowCounter', () => {
  it('makes a key wait for the end of its window once it has its events', () => {
    const { counter, clock } = setUp();
    counter.add('a');
    assert.equal(counter.waitOf('a'), 0);
    clock.now += 4_000;
    counter.add('a');
    assert.equal(counter.waitOf('a'), 6_000);
    assert.equal(counter.waitOf('b'), 0);
    clock.now += 6_000;
    assert.equal(counter.waitOf('a'), 0);
  });

  it('begins a new window after the old one and after `forget`', () => {
    const { counter, clock } = setUp();
    counter.add('a');
    clock.now += 10_000;
    counter.add('a');
    assert.equal(counter.waitOf('a'), 0);
    counter.add('a');
    counter.forget('a');
    counter.add('a');
    assert.equal(counter.waitOf('a'), 0);
  });

  it('does not wait longer than a window when the clock is set back', () => {
    const { counter, clock } = setUp();
    for (let time = 0; time < 2; time += 1) counter.add('a');
    clock.now -= 3_600_000;
    assert.equal(counter.waitOf('a'), 0);
  });

  it('keeps a bounded number of keys, and those that are asked for', () => {
    const { counter } = setUp(2);
    for (const key of ['a', 'a', 'b', 'b']) counter.add(key);
    assert.ok(counter.waitOf('a') > 0);
    counter.add('c');
    assert.deepEqual([counter.waitOf('a') > 0, counter.waitOf('b')], [true, 0]);
  });

  it('counts what another process has counted, in the window that began first, and forgets with it', () => {
    const { clock, one, other } = twoCounters();
    one.add('a');
    clock.now += 4_000;
    other.add('a');
    assert.deepEqual([one.waitOf('a'), other.waitOf('a')], [6_000, 6_000]);
    one.forget('a');
    assert.deepEqual([one.waitOf('a'), other.waitOf('a')], [0, 0]);
  });
});

/** Two counters that hear of each other at once. */
function twoCounters() {
  const clock = { now: TEST_NOW };
  const hearers: Parameters<SharedWindows['listen']>[0][] = [];
  const make = (own: number) => {
    const shared: SharedWindows = {
      tell: (key, change) => hearers[1 - own]?.(key, change),
      listen: (hear) => void (hearers[own] = hear),
    };
    return windowCounter({ failures: 2, seconds: 10 }, { now: () => clock.now, shared });
  };
  return { clock, one: make(0), other: make(1) };
}
