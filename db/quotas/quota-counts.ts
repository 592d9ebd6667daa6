import { type Knex } from 'knex';
import { deleteOldest } from '../connection/delete-oldest.js';
import { dialectOf } from '../connection/dialect.js';

/** One use of a quota in the window of time that ends at `endsAt`, ms. */
export interface QuotaUse {
  quota: string;
  holder: string;
  endsAt: number;
  by: number;
}

/**
 * Counts the uses in the transaction that causes them, and answers the new counts in the same order. No two uses may be
 * of the same quota, holder and window. Whoever counts the same next waits for the end of this transaction. So of two
 * at once only one sees the last free place, and a transaction that is rolled back has used nothing.
 */
export async function countUses(trx: Knex.Transaction, uses: readonly QuotaUse[]): Promise<number[]> {
  if (uses.length === 0) return [];
  // All transactions lock their rows in this order, or else two of them could wait for each other.
  const rows = uses
    .map(({ endsAt, quota, holder, by }) => ({ ends_ms: endsAt, quota, holder, used: by }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  await trx('quota_counts')
    .insert(rows)
    .onConflict(['ends_ms', 'quota', 'holder'])
    .merge({ used: trx.raw(`used + ${dialectOf(trx).inserted('used')}`) });
  const counted = await trx('quota_counts')
    .where((each) => {
      for (const { used: _, ...key } of rows) void each.orWhere(key);
    })
    .select();
  const counts = new Map(counted.map((row) => [keyOf(row), row.used]));
  return uses.map(({ endsAt, quota, holder }) => counts.get(keyOf({ ends_ms: endsAt, quota, holder }))!);
}

/** Deletes counts of windows that were over at that instant, a batch of them. Answers how many. */
export async function forgetQuotaCounts(db: Knex, now: number): Promise<number> {
  return deleteOldest(db, 'quota_counts', 'ends_ms', now + 1);
}

const keyOf = ({ ends_ms: endsAt, quota, holder }: { ends_ms: number; quota: string; holder: string }): string =>
  JSON.stringify([endsAt, quota, holder]);
