import { LRUCache } from 'lru-cache';

const REMEMBER_MS = 5_000;
const MAX_ENTRIES = 1_000;

export interface TooBigCacheParts {
  /** The true answer, which for accounts that are too big costs more than the page itself. */
  probe(accountIds: string[]): Promise<boolean>;
  now(): number;
}

/**
 * Remembers for some seconds that accounts are too big. Only the yes is kept: it is the dear answer, and a list that
 * has grown past the limit doesn't shrink below it in a moment.
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
