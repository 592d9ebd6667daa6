import { type Knex } from 'knex';
import { countUses } from '../../db/quotas/quota-counts.js';
import { type QuotaName, QUOTAS, windowEnd } from '../../engine/quotas/quotas.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/** What a request uses of one quota. */
export interface Spending {
  quota: QuotaName;
  /** Whose quota it is. A hash may depend on the end of the window. */
  holder: string | ((endsAt: number) => string);
  by: number;
  limit: number;
}

/**
 * Spends the quotas in the transaction of what they are for. Refuses if one of them is used up: the refusal then rolls
 * back what was counted. Other transactions of the same account wait from here to the commit, so this comes last.
 */
export async function spendQuotas(
  trx: Knex.Transaction,
  spendings: readonly Spending[],
  now: number,
): Promise<Refusal | undefined> {
  const uses = spendings.map(({ quota, holder, by }) => {
    const endsAt = windowEnd(quota, now);
    return { quota, holder: typeof holder === 'string' ? holder : holder(endsAt), endsAt, by };
  });
  const counts = await countUses(trx, uses);
  const over = spendings.findIndex(({ limit }, index) => counts[index]! > limit);
  if (over < 0) return undefined;
  const { quota, limit } = spendings[over]!;
  const retryAfterSeconds = Math.ceil((uses[over]!.endsAt - now) / 1000);
  return refuse('quota-exhausted', `${QUOTAS[quota].rule(limit)}: try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
    quota,
  });
}
