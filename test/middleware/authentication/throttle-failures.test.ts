import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { throttleFailures, type FailureThrottle } from '../../../middleware/authentication/throttle-failures.js';

const LIMITS = { perUserAndAddress: { failures: 2, seconds: 60 }, perAddress: { failures: 4, seconds: 30 } };

async function fail(throttle: FailureThrottle, times: number, userName: string, address: string): Promise<void> {
  for (let time = 0; time < times; time += 1) await throttle.failed(userName, address);
}

describe('throttleFailures', () => {
  let throttle: FailureThrottle;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    throttle = throttleFailures(LIMITS);
  });
  afterEach(() => mock.timers.reset());

  it('lets attempts pass below the limit and makes them wait at it', async () => {
    await fail(throttle, 1, 'ada', '192.0.2.1');
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), undefined);
    await fail(throttle, 1, 'ada', '192.0.2.1');
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), 60);
  });

  it('tells the seconds left, and nothing once the window has ended', async () => {
    await fail(throttle, 2, 'ada', '192.0.2.1');
    mock.timers.tick(20_500);
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), 40);
    mock.timers.tick(39_500);
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), undefined);
  });

  it('does not slow the user at another address', async () => {
    await fail(throttle, 9, 'ada', '192.0.2.1');
    assert.equal(await throttle.retryAfter('ada', '192.0.2.2'), undefined);
  });

  it('slows all users of an address that has failed too often', async () => {
    for (const userName of ['a', 'b', 'c', 'd']) await fail(throttle, 1, userName, '192.0.2.1');
    assert.equal(await throttle.retryAfter('e', '192.0.2.1'), 30);
  });

  it('forgets the pair on success, but not the address', async () => {
    await fail(throttle, 2, 'ada', '192.0.2.1');
    await throttle.succeeded('ada', '192.0.2.1');
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), undefined);
    await fail(throttle, 2, 'bob', '192.0.2.1');
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), 30);
  });

  for (const { name, other, same } of [
    { name: 'another address of the same /64 as one', other: '2001:db8:0:1:ffff::9', same: true },
    { name: 'another /64 apart', other: '2001:db8:0:2::1', same: false },
  ]) {
    it(`counts ${name}`, async () => {
      await fail(throttle, 2, 'ada', '2001:db8:0:1::1');
      assert.equal((await throttle.retryAfter('ada', other)) !== undefined, same);
    });
  }

  it('counts an IPv4 address the same when written as IPv6', async () => {
    await fail(throttle, 2, 'ada', '::ffff:192.0.2.1');
    assert.equal(await throttle.retryAfter('ada', '192.0.2.1'), 60);
  });
});
