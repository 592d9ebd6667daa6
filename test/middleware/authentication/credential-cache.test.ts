import assert from 'node:assert/strict';
import { credentialCache } from '../../../middleware/authentication/credential-cache.js';
import { TEST_NOW } from '../../support/test-now.js';

const ADA = { userName: 'ada', credentialId: '1', version: 1, password: 'secret' };

function setUp(options: { maxEntries?: number; lifetimeMs?: number } = {}) {
  const clock = { now: TEST_NOW };
  return { clock, cache: credentialCache({ ...options, now: () => clock.now }) };
}

describe('credentialCache', () => {
  it('knows what was added and counts hits and misses', () => {
    const { cache } = setUp();
    assert.equal(cache.has(ADA), false);
    cache.add(ADA);
    assert.equal(cache.has(ADA), true);
    assert.deepEqual([cache.size, cache.hits, cache.misses], [1, 1, 1]);
  });

  for (const { name, other } of [
    { name: 'user name', other: { ...ADA, userName: 'Ada' } },
    { name: 'credential', other: { ...ADA, credentialId: '2' } },
    { name: 'version', other: { ...ADA, version: 2 } },
    { name: 'password', other: { ...ADA, password: 'Secret' } },
    { name: 'border between the parts', other: { ...ADA, userName: 'ada1', credentialId: '' } },
  ]) {
    it(`does not know it with another ${name}`, () => {
      const { cache } = setUp();
      cache.add(ADA);
      assert.equal(cache.has(other), false);
    });
  }

  it('forgets when its lifetime has passed since the last use', () => {
    const { cache, clock } = setUp({ lifetimeMs: 100 });
    cache.add(ADA);
    for (let use = 0; use < 3; use += 1) {
      clock.now += 100;
      assert.equal(cache.has(ADA), true);
    }
    clock.now += 101;
    assert.equal(cache.has(ADA), false);
  });

  it('holds for 24 hours unless told otherwise', () => {
    const { cache, clock } = setUp();
    cache.add(ADA);
    clock.now += 24 * 3_600_000;
    assert.equal(cache.has(ADA), true);
    clock.now += 24 * 3_600_000 + 1;
    assert.equal(cache.has(ADA), false);
  });

  it('stays within its bound by dropping what was used longest ago', () => {
    const { cache } = setUp({ maxEntries: 2 });
    for (const credentialId of ['1', '2']) cache.add({ ...ADA, credentialId });
    assert.equal(cache.has(ADA), true);
    cache.add({ ...ADA, credentialId: '3' });
    assert.equal(cache.size, 2);
    assert.deepEqual(
      ['1', '2', '3'].map((credentialId) => cache.has({ ...ADA, credentialId })),
      [true, false, true],
    );
  });

  it('counts what is verified again as just used', () => {
    const { cache } = setUp({ maxEntries: 2 });
    for (const credentialId of ['1', '2', '1', '3']) cache.add({ ...ADA, credentialId });
    assert.equal(cache.has(ADA), true);
  });

  it('lets go of an expired entry when it is asked for', () => {
    const { cache, clock } = setUp({ lifetimeMs: 100 });
    cache.add(ADA);
    clock.now += 101;
    assert.deepEqual([cache.has(ADA), cache.size], [false, 0]);
  });

  it('prolongs what is verified again', () => {
    const { cache, clock } = setUp({ lifetimeMs: 100 });
    cache.add(ADA);
    clock.now += 50;
    cache.add(ADA);
    clock.now += 99;
    assert.equal(cache.has(ADA), true);
    assert.equal(cache.size, 1);
  });
});
