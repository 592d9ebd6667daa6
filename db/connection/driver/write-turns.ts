import { setTimeout as wait } from 'node:timers/promises';
import { WriteLockTimeout } from './write-lock-timeout.js';

/** The longest pause (ms) between two tries to take the lock. All who wait find a gap of that length. */
export const LONGEST_PAUSE_MS = 10;

/** The turn of one write. */
export interface WriteTurn {
  /** Whether the write has waited as long as it may. */
  isLate(): boolean;
  /** To be called once, when the write has ended or given up. */
  end(): void;
}

/** The order in which the writes of this process take the one lock of the database. */
export interface WriteTurns {
  /** Resolves when all earlier writes have ended. Rejects with a `WriteLockTimeout` when that takes too long. */
  take(patienceMs: number): Promise<WriteTurn>;
  /** The number of writes that wait for their turn or have it. */
  pending(): number;
}

export interface WriteTurnsParts {
  now(): number;
  pause?: (milliseconds: number) => Promise<unknown>;
}

// The lock has no queue. A process that writes without a pause gets it again each time and keeps all others out.
const SERIES_MS = 200;
const GAP_MS = LONGEST_PAUSE_MS;

/**
 * One write at a time, in the order in which they came. Only the first asks for the lock, however many wait behind it.
 * A process that has been writing for 200 ms without a gap leaves the lock free for 10 ms. `now` is in ms and never
 * goes back.
 */
export function writeTurns({ now, pause = wait }: WriteTurnsParts): WriteTurns {
  const waiting = new Set<() => void>();
  let taken = false;
  let seriesBegan = now();
  let freeSince = seriesBegan;

  function end(): void {
    freeSince = now();
    const [next] = waiting;
    if (next) next();
    else taken = false;
  }

  function turnOf(patienceMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.delete(begin);
        reject(new WriteLockTimeout(patienceMs));
      }, patienceMs);
      const begin = (): void => {
        waiting.delete(begin);
        clearTimeout(giveUp);
        resolve();
      };
      waiting.add(begin);
    });
  }

  async function leaveGap(): Promise<void> {
    const at = now();
    if (at - freeSince >= GAP_MS) seriesBegan = at;
    if (at - seriesBegan < SERIES_MS) return;
    await pause(GAP_MS);
    seriesBegan = now();
  }

  return {
    async take(patienceMs) {
      const lateAt = now() + patienceMs;
      if (taken) await turnOf(patienceMs);
      taken = true;
      await leaveGap();
      return { isLate: () => now() >= lateAt, end };
    },
    pending: () => waiting.size + (taken ? 1 : 0),
  };
}
