import assert from 'node:assert/strict';
import {
  SIGN_IN_LIMITS,
  throttleFailures,
  type FailureThrottle,
} from '../../../middleware/authentication/throttle-failures.js';
import { TEST_NOW } from '../../support/test-now.js';

const LIMITS = { perUserAndAddress: { failures: 2, seconds: 60 }, perAddress: { failures: 4, seconds: 30 } };

function fail(throttle: FailureThrottle, times: number, userName: string, address: string): void {
  for (let time = 0; time < times; time += 1) throttle.failed(userName, address);
}

describe('throttleFailures', () => {
  const clock = { now: TEST_NOW };
  let throttle: FailureThrottle;
  beforeEach(() => {
    clock.now = TEST_NOW;
    throttle = throttleFailures(LIMITS, () => clock.now);
  });

  it('lets attempts pass below the limit and makes them wait at it', () => {
    fail(throttle, 1, 'ada', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), undefined);
    fail(throttle, 1, 'ada', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), 60);
  });

  it('tells the seconds left, and nothing once the window has ended', () => {
    fail(throttle, 2, 'ada', '192.0.2.1');
    clock.now += 20_500;
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), 40);
    clock.now += 39_500;
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), undefined);
  });

  it('does not slow the user at another address', () => {
    fail(throttle, 9, 'ada', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.2'), undefined);
  });

  it('slows all users of an address that has failed too often', () => {
    for (const userName of ['a', 'b', 'c', 'd']) fail(throttle, 1, userName, '192.0.2.1');
    assert.equal(throttle.retryAfter('e', '192.0.2.1'), 30);
  });

  it('forgets the pair on success, but not the address', () => {
    fail(throttle, 2, 'ada', '192.0.2.1');
    throttle.succeeded('ada', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), undefined);
    fail(throttle, 2, 'bob', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), 30);
  });

  for (const { name, other, same } of [
    { name: 'another address of the same /64 as one', other: '2001:db8:0:1:ffff::9', same: true },
    { name: 'another /64 apart', other: '2001:db8:0:2::1', same: false },
  ]) {
    it(`counts ${name}`, () => {
      fail(throttle, 2, 'ada', '2001:db8:0:1::1');
      assert.equal(throttle.retryAfter('ada', other) !== undefined, same);
    });
  }

  it('lets a familiar claimant pass the failures of others, but not those in its own name', () => {
    fail(throttle, 4, 'bob', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1', { familiar: true }), undefined);
    fail(throttle, 2, 'ada', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1', { familiar: true }), 60);
  });

  it('counts what was turned away, which makes nobody suspect', () => {
    for (let time = 0; time < 2; time += 1) throttle.turnedAway('ada', '192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), 60);
    assert.equal(throttle.unsuspectedNetwork('192.0.2.1'), '192.0.2.0/24');
  });

  it('suspects the network of a failure for ten minutes', () => {
    throttle.failed('ada', '192.0.2.1');
    assert.equal(throttle.unsuspectedNetwork('192.0.2.200'), undefined);
    assert.equal(throttle.unsuspectedNetwork('192.0.3.1'), '192.0.3.0/24');
    clock.now += 600_000;
    assert.equal(throttle.unsuspectedNetwork('192.0.2.200'), '192.0.2.0/24');
  });

  describe('with the limits for signing in, somebody who changes the address with each guess', () => {
    const hex = (number: number) => number.toString(16);
    for (const { name, addressOf, allowed } of [
      { name: 'in an IPv4 /24', addressOf: (n: number) => `192.0.2.${n % 256}`, allowed: 100 },
      { name: 'in an IPv6 /64', addressOf: (n: number) => `2001:db8::${hex(n + 1)}`, allowed: 50 },
      { name: 'in an IPv6 /56', addressOf: (n: number) => `2001:db8:0:${hex(n % 256)}::1`, allowed: 100 },
      { name: 'in an IPv6 /48', addressOf: (n: number) => `2001:db8:0:${hex((n * 256) % 65_536)}::1`, allowed: 200 },
    ]) {
      it(`gets ${allowed} guesses a minute ${name}`, () => {
        throttle = throttleFailures(SIGN_IN_LIMITS, () => clock.now);
        let guesses = 0;
        for (let n = 0; n < 1000; n += 1) {
          if (throttle.retryAfter(`name ${n}`, addressOf(n)) !== undefined) continue;
          throttle.failed(`name ${n}`, addressOf(n));
          guesses += 1;
        }
        assert.equal(guesses, allowed);
      });
    }
  });

  it('counts an IPv4 address the same when written as IPv6', () => {
    fail(throttle, 2, 'ada', '::ffff:192.0.2.1');
    assert.equal(throttle.retryAfter('ada', '192.0.2.1'), 60);
  });
});
