import { LRUCache } from 'lru-cache';

const REMEMBER_MS = 5_000;
const MAX_ENTRIES = 1_000;

export interface TooBigCacheParts {
  /** Finds the true answer. For accounts that are too big this costs more than the page itself. */
  probe(accountIds: string[]): Promise<boolean>;
  now(): number;
}

/**
 * Remembers for some seconds that accounts are too big. Only the answer yes is kept, because only that answer is
 * expensive. A list that has grown past the limit rarely shrinks below it so soon.
 */
export function tooBigCache({ probe, now }: TooBigCacheParts): (accountIds: string[]) => Promise<boolean> {
  const tooBig = new LRUCache<string, true>({ max: MAX_ENTRIES, ttl: REMEMBER_MS, ttlResolution: 0, perf: { now } });
  return async (accountIds) => {
    const key = accountIds.join();
    if (tooBig.get(key)) return true;
    if (!(await probe(accountIds))) return false;
    tooBig.set(key, true);
    return true;
  };
}
