import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bucketOf, BUCKETS, type BucketCounts, noCounts } from '../../../engine/figures/buckets.js';
import { percentile } from '../../../engine/figures/percentile.js';

const KINDS = Object.entries(BUCKETS);
const spans = fc.array(fc.oneof(fc.double({ min: 0, max: 50, noNaN: true }), fc.integer({ min: 0, max: 20_000_000 })), {
  minLength: 1,
  maxLength: 60,
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

function counted(bounds: readonly number[], values: number[]): BucketCounts {
  const counts = noCounts(bounds);
  for (const value of values) counts[bucketOf(bounds, value)]! += 1;
  return counts;
}

const sum = (one: BucketCounts, other: BucketCounts): BucketCounts => one.map((count, index) => count + other[index]!);

describe('bucketOf', () => {
  const bounds = [10, 20];
  for (const [ms, bucket] of [
    [0, 0],
    [10, 0],
    [10.1, 1],
    [20, 1],
    [21, 2],
  ] as const) {
    it(`puts ${ms} ms into bucket ${bucket} of [10, 20]`, () => assert.equal(bucketOf(bounds, ms), bucket));
  }
});

describe('percentile', () => {
  for (const [kind, bounds] of KINDS) {
    it(`lies in the bucket of the true value, for any ${kind} times`, () => {
      fc.assert(
        fc.property(spans, share, (values, p) => {
          const sorted = [...values].sort((one, other) => one - other);
          const truth = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
          const bucket = bucketOf(bounds, truth);
          const found = percentile(bounds, counted(bounds, values), p)!;
          if (bucket === bounds.length) assert.equal(found, bounds.at(-1));
          else {
            assert.ok(found <= bounds[bucket]!, `${found} <= ${bounds[bucket]}`);
            assert.ok(found >= (bounds[bucket - 1] ?? 0), `${found} >= ${bounds[bucket - 1]}`);
          }
        }),
      );
    });

    it(`of the sum of two processes is that of all ${kind} times together`, () => {
      fc.assert(
        fc.property(spans, spans, share, (one, other, p) => {
          const together = counted(bounds, [...one, ...other]);
          assert.deepEqual(sum(counted(bounds, one), counted(bounds, other)), together);
          const [low, high] = [one, other]
            .map((values) => percentile(bounds, counted(bounds, values), p)!)
            .sort((a, b) => a - b);
          const found = percentile(bounds, together, p)!;
          // Up to the interpolation within a bucket it lies between those of the two.
          assert.ok(bucketOf(bounds, found) >= bucketOf(bounds, low!));
          assert.ok(bucketOf(bounds, found) <= bucketOf(bounds, high!));
        }),
      );
    });

    it(`never falls when the share rises, for any ${kind} times`, () => {
      fc.assert(
        fc.property(spans, share, share, (values, one, other) => {
          const counts = counted(bounds, values);
          const at = (p: number) => percentile(bounds, counts, p)!;
          assert.ok(at(Math.min(one, other)) <= at(Math.max(one, other)));
        }),
      );
    });
  }

  it('is not the mean of the percentiles of two processes', () => {
    const bounds = BUCKETS.request;
    const [busy, idle] = [counted(bounds, Array<number>(990).fill(4)), counted(bounds, Array<number>(10).fill(4_000))];
    assert.ok(percentile(bounds, sum(busy, idle), 0.95)! <= 5);
  });

  it('does not exist where nothing was counted', () => {
    assert.equal(percentile(BUCKETS.request, noCounts(BUCKETS.request), 0.5), undefined);
  });
});
