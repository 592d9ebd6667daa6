import assert from 'node:assert/strict';
import { tooBigCache } from '../../../src/serving/too-big-cache.js';
import { TEST_NOW } from '../../support/test-now.js';

describe('tooBigCache', () => {
  let clock: number;
  let big: string[];
  let probes: string[];
  let isTooBig: (accountIds: string[]) => Promise<boolean>;

  beforeEach(() => {
    clock = TEST_NOW;
    big = ['1,2'];
    probes = [];
    isTooBig = tooBigCache({
      probe: (accountIds) => {
        probes.push(accountIds.join());
        return Promise.resolve(big.includes(accountIds.join()));
      },
      now: () => clock,
    });
  });

  it('looks once in five seconds at accounts that are too big', async () => {
    assert.equal(await isTooBig(['1', '2']), true);
    clock += 5_000;
    big = [];
    assert.equal(await isTooBig(['1', '2']), true);
    clock += 1;
    assert.equal(await isTooBig(['1', '2']), false);
    assert.deepEqual(probes, ['1,2', '1,2']);
  });

  it('looks each time at accounts that are not', async () => {
    assert.equal(await isTooBig(['1']), false);
    big = ['1'];
    assert.equal(await isTooBig(['1']), true);
  });

  it('keeps 1,000 answers at most', async () => {
    big = Array.from({ length: 1_001 }, (_, index) => String(index));
    for (const accountId of big) await isTooBig([accountId]);
    probes = [];
    await isTooBig(['1000']);
    await isTooBig(['0']);
    assert.deepEqual(probes, ['0']);
  });
});
