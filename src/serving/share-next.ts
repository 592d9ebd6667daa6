import { overloaded } from './overloaded.js';
import { within } from '../within.js';

export interface ShareNextOptions {
  /** How long a run may take, ms. */
  withinMs?: number;
  /** The error for callers who wait for a run that takes too long; 503 by default. */
  late?(): Error;
}

// A run looks for one row by its key. This is less than half of the longest time that a caller may wait.
const WITHIN_MS = 7_000;

interface Entry<Value> {
  current: Promise<Value>;
  isLate: boolean;
  next?: Promise<Value>;
}

/**
 * Lets calls with an equal key share a run, but no call gets a run that began before it came. All calls that come
 * during a run wait for its end and share the next run. Each answer is as fresh as if every call had its own run. Many
 * calls at once need only a fraction of the runs. The callers share the answer, so no caller may change it.
 *
 * A run that takes too long is given up. Every call that waits for it or behind it fails, and the next call begins a
 * new run. So no call waits longer than twice that time.
 */
export function shareNext<Value>(
  run: (key: string) => Promise<Value>,
  { withinMs = WITHIN_MS, late = overloaded }: ShareNextOptions = {},
): (key: string) => Promise<Value> {
  const underWay = new Map<string, Entry<Value>>();

  const start = (key: string): Promise<Value> => {
    const tooLate = (): Error => {
      entry.isLate = true;
      return late();
    };
    const entry: Entry<Value> = { current: within(withinMs, run(key), tooLate), isLate: false };
    underWay.set(key, entry);
    const ended = (): void => {
      if (!entry.next || entry.isLate) underWay.delete(key);
    };
    entry.current.then(ended, ended);
    return entry.current;
  };

  return (key) => {
    const entry = underWay.get(key);
    if (!entry) return start(key);
    entry.next ??= entry.current.then(
      () => start(key),
      (error: unknown) => {
        if (entry.isLate) throw error;
        return start(key);
      },
    );
    return entry.next;
  };
}
