/**
 * The upper bounds of the buckets in which spans of time are counted, ms. One more bucket holds what is longer. Counts
 * of several processes and minutes can be added, and percentiles are taken from the sums: the mean of percentiles would
 * mean nothing. Each bucket is a column of the database, so a bound that is stored is never changed.
 */
export const BUCKETS = {
  request: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000],
  attempt: [20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000],
  lateness: [100, 300, 1_000, 3_000, 10_000, 60_000, 300_000, 3_600_000],
} as const;

export type BucketKind = keyof typeof BUCKETS;

/** Counts by bucket: one more than there are bounds. */
export type BucketCounts = number[];

/** Counts of nothing. */
export const noCounts = (bounds: readonly number[]): BucketCounts => Array.from({ length: bounds.length + 1 }, () => 0);

/** The index of the bucket that a span of so many ms belongs to. */
export function bucketOf(bounds: readonly number[], ms: number): number {
  // The first buckets hold most, so this is faster than halving.
  let index = 0;
  while (index < bounds.length && ms > bounds[index]!) index += 1;
  return index;
}
