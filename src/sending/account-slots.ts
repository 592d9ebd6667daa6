import { type EntityId } from '../../engine/entity-id.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';

const SLOW_AFTER = 5;
const SLOW_SLOTS = 2;

/**
 * Limits the attempts under way in this process, in all and for each account. An account that has not responded several
 * times in a row gets few slots until it responds.
 */
export function accountSlots({ total, perAccount }: { total: number; perAccount: number }) {
  const used = new Map<EntityId, number>();
  const silent = new Map<EntityId, number>();
  let all = 0;

  const capOf = (accountId: EntityId): number =>
    (silent.get(accountId) ?? 0) >= SLOW_AFTER ? Math.min(SLOW_SLOTS, perAccount) : perAccount;

  return {
    free: () => total - all,
    freeOf: (accountId: EntityId) => Math.max(0, capOf(accountId) - (used.get(accountId) ?? 0)),
    begun(accountId: EntityId): void {
      all += 1;
      used.set(accountId, (used.get(accountId) ?? 0) + 1);
    },
    ended(accountId: EntityId, outcome: FinishedAttempt['outcome'] | undefined): void {
      all -= 1;
      const left = (used.get(accountId) ?? 1) - 1;
      if (left === 0) used.delete(accountId);
      else used.set(accountId, left);
      if (outcome === undefined) return;
      if (outcome === 'no-response' || outcome === 'blocked') silent.set(accountId, (silent.get(accountId) ?? 0) + 1);
      else silent.delete(accountId);
    },
    /** Whether the account may have rows that wait for the next slot to become free. */
    isFull: (accountId: EntityId) => (used.get(accountId) ?? 0) >= capOf(accountId) || all >= total,
    isSlow: (accountId: EntityId) => (silent.get(accountId) ?? 0) >= SLOW_AFTER,
  };
}
