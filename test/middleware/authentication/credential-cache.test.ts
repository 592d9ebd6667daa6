import assert from 'node:assert/strict';
import { credentialCache } from '../../../middleware/authentication/credential-cache.js';

const ADA = { userName: 'ada', credentialId: '1', version: 1, password: 'secret' };

function setUp(options: { maxEntries?: number; lifetimeMs?: number } = {}) {
  const clock = { now: 0 };
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

  it('forgets after its lifetime, which use does not prolong', () => {
    const { cache, clock } = setUp({ lifetimeMs: 100 });
    cache.add(ADA);
    clock.now = 99;
    assert.equal(cache.has(ADA), true);
    clock.now = 100;
    assert.equal(cache.has(ADA), false);
  });

  it('holds ten minutes unless told otherwise', () => {
    const { cache, clock } = setUp();
    cache.add(ADA);
    clock.now = 599_999;
    assert.equal(cache.has(ADA), true);
    clock.now = 600_000;
    assert.equal(cache.has(ADA), false);
  });

  it('stays within its bound by dropping the oldest', () => {
    const { cache } = setUp({ maxEntries: 2 });
    for (const credentialId of ['1', '2', '3']) cache.add({ ...ADA, credentialId });
    assert.equal(cache.size, 2);
    assert.deepEqual(
      ['1', '2', '3'].map((credentialId) => cache.has({ ...ADA, credentialId })),
      [false, true, true],
    );
  });

  it('counts what is verified again as new when it drops the oldest', () => {
    const { cache } = setUp({ maxEntries: 2 });
    for (const credentialId of ['1', '2', '1', '3']) cache.add({ ...ADA, credentialId });
    assert.equal(cache.has(ADA), true);
  });

  it('lets go of expired entries as new ones come', () => {
    const { cache, clock } = setUp({ lifetimeMs: 100 });
    for (const credentialId of ['1', '2', '3']) cache.add({ ...ADA, credentialId });
    clock.now = 100;
    cache.add({ ...ADA, credentialId: '4' });
    assert.equal(cache.size, 1);
  });

  it('prolongs what is verified again', () => {
    const { cache, clock } = setUp({ lifetimeMs: 100 });
    cache.add(ADA);
    clock.now = 50;
    cache.add(ADA);
    clock.now = 149;
    assert.equal(cache.has(ADA), true);
    assert.equal(cache.size, 1);
  });
});
