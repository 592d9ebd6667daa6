import { LRUCache } from 'lru-cache';
import { type SharedWindows } from './shared-windows.js';

/** The number of events allowed in a window of that many seconds, which begins with the first of them. */
export interface WindowLimit {
  failures: number;
  seconds: number;
}

/** Counts events by key. `waitOf` gives the ms until a further event is allowed, 0 when one is allowed now. */
export interface WindowCounter {
  add(key: string): void;
  waitOf(key: string): number;
  forget(key: string): void;
}

interface Window {
  count: number;
  endsAt: number;
}

/**
 * Counts at most `maxKeys` keys, because events are counted that cost us nothing. Past that the key that was used
 * longest ago is forgotten. `now` is in ms. With `shared`, what other processes count is counted here as well.
 */
export function windowCounter(
  { failures, seconds }: WindowLimit,
  { now, maxKeys = 50_000, shared }: { now: () => number; maxKeys?: number; shared?: SharedWindows | undefined },
): WindowCounter {
  // With `max` the cache takes room for all keys at once, which costs 9 ms and a megabyte. Most counters stay empty.
  const windows = new LRUCache<string, Window>({ maxSize: maxKeys, sizeCalculation: () => 1 });
  const ms = seconds * 1000;

  const runningWindow = (key: string): Window | undefined => {
    const known = windows.get(key);
    const left = known ? known.endsAt - now() : 0;
    // A window that ends later than that was begun before the clock was set back.
    return left > 0 && left <= ms ? known : undefined;
  };

  const count = (key: string, by: number, endsAt: number): Window => {
    const running = runningWindow(key);
    const window = { count: (running?.count ?? 0) + by, endsAt: Math.min(running?.endsAt ?? endsAt, endsAt) };
    windows.set(key, window);
    return window;
  };
  shared?.listen((key, { by, endsAt }) => void (by === 0 ? windows.delete(key) : count(key, by, endsAt)));

  return {
    add(key) {
      const { endsAt } = count(key, 1, now() + ms);
      shared?.tell(key, { by: 1, endsAt });
    },
    waitOf(key) {
      const running = runningWindow(key);
      return running && running.count >= failures ? running.endsAt - now() : 0;
    },
    forget(key) {
      // Most keys that are to be forgotten have no failures, and then the others need not hear of it.
      if (windows.delete(key)) shared?.tell(key, { by: 0, endsAt: 0 });
    },
  };
}
