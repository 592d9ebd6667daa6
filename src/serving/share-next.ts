import { overloaded } from './overloaded.js';
import { within } from '../within.js';

export interface ShareNextOptions {
  /** How long a run may take, ms. */
  withinMs?: number;
  /** What those get who wait for a run that takes longer; 503 if it is not told. */
  late?(): Error;
}

// A look for one row by its key. Below half of what a caller is to wait at most.
const WITHIN_MS = 7_000;

interface Entry<Value> {
  current: Promise<Value>;
  isLate: boolean;
  next?: Promise<Value>;
}

/**
 * Lets calls with an equal key share a run, but never one that began before they came: while one run is under way, all
 * that come wait for it to end and share the next. So each answer is as fresh as if every call had run by itself, at a
 * fraction of the runs when many come at once. What is answered is shared, so nobody may change it.
 *
 * A run that takes too long is given up, with all who wait for it or behind it; who comes then begins anew. So nobody
 * waits for more than twice that time.
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
