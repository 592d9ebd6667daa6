import { setTimeout as pause } from 'node:timers/promises';
import { type Logger } from 'pino';
import { within } from '../within.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How long an expired application keeps what its candidate had saved, counted from its expiry. It may still be
 * extended.
 */
export const EXPIRED_PROGRESS_LIFETIME_MS = 30 * DAY_MS;

type Chore = (now: number) => Promise<number>;

export interface HousekeepingParts {
  /** Each returns how many rows it changed. If that is more than 0 it is called again at once. */
  chores: Chore[];
  now(): number;
  everyMs: number;
  /** The pause between two calls of a chore that finds more and more, ms. Others get their turn in it. */
  pauseMs?: number;
  /** How long one call may take, ms. After that the others go on without it. */
  withinMs?: number;
  log: Pick<Logger, 'warn'>;
}

// A call runs several statements, each with a limit of its own.
const WITHIN_MS = 30_000;

/**
 * Runs the chores at intervals until stopped. Several processes may do so at once. A chore that fails is tried again in
 * the next round. A chore that takes too long is skipped until it has ended.
 */
export function housekeeping({ chores, now, everyMs, pauseMs = 0, withinMs = WITHIN_MS, log }: HousekeepingParts): {
  stop(): Promise<void>;
} {
  let stopped = false;
  const stopping = new AbortController();
  const late = new Set<Chore>();

  const once = (chore: Chore): Promise<number> => {
    const run = chore(now());
    return within(withinMs, run, () => {
      const over = (): void => void late.delete(chore);
      late.add(chore);
      run.then(over, over);
      return new Error(`it did not end within ${withinMs / 1000} s`);
    });
  };

  const round = async (): Promise<void> => {
    for (const chore of chores) {
      try {
        while (!stopped && !late.has(chore) && (await once(chore)) > 0) {
          if (pauseMs > 0) await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
      } catch (error) {
        log.warn({ err: error }, 'housekeeping failed, will be tried again');
      }
    }
  };

  let running: Promise<void> | undefined;
  const begin = (): void => {
    running ??= round().finally(() => (running = undefined));
  };
  begin();
  const timer = setInterval(begin, everyMs);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}
