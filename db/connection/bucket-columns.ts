import { BUCKETS, type BucketKind } from '../../engine/figures/buckets.js';

type Bound<Kind extends BucketKind> = (typeof BUCKETS)[Kind][number];

/** A column for each bucket: what took at most so many ms, and more than the bound before. */
export type BucketColumns = {
  [Kind in BucketKind as `${Kind}_le_${Bound<Kind>}` | `${Kind}_more`]: number;
};

/** The columns of the buckets of a kind, in their order. */
export function bucketColumns(kind: BucketKind): (keyof BucketColumns)[] {
  const bounded = BUCKETS[kind].map((bound) => `${kind}_le_${bound}`);
  return [...bounded, `${kind}_more`] as (keyof BucketColumns)[];
}
