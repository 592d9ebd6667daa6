import { type BucketCounts } from './buckets.js';

/**
 * The span that the given share (0 to 1) of all counted spans does not exceed, ms. It lies in the bucket of the true
 * value, and is interpolated there. For the last bucket, which has no upper bound, it is that bucket's lower bound.
 * Undefined when nothing was counted.
 */
export function percentile(bounds: readonly number[], counts: BucketCounts, share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  // The first span is the least for every share, even for 0.
  const rank = Math.max(share * total, Math.min(1, total));
  let before = 0;
  for (const [index, upper] of bounds.entries()) {
    const count = counts[index]!;
    if (count > 0 && before + count >= rank) {
      const lower = bounds[index - 1] ?? 0;
      return lower + ((upper - lower) * (rank - before)) / count;
    }
    before += count;
  }
  return bounds.at(-1);
}
