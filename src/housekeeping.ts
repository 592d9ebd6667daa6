import { type Logger } from 'pino';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long an idempotency key is remembered. */
export const IDEMPOTENCY_KEY_LIFETIME_MS = 7 * DAY_MS;

/** How long after its expiry an application that may yet be extended keeps what its candidate had saved. */
export const EXPIRED_PROGRESS_LIFETIME_MS = 30 * DAY_MS;

export interface HousekeepingParts {
  /** Each answers how many rows it changed; more than none and it is called again at once. */
  chores: ((now: number) => Promise<number>)[];
  now(): number;
  everyMs: number;
  log: Pick<Logger, 'warn'>;
}

/** Runs the chores now and then until stopped. Several processes may do so at once; a failing chore is tried next time. */
export function housekeeping({ chores, now, everyMs, log }: HousekeepingParts): { stop(): Promise<void> } {
  let stopped = false;
  const round = async (): Promise<void> => {
    for (const chore of chores) {
      try {
        while (!stopped && (await chore(now())) > 0);
      } catch (error) {
        log.warn({ err: error }, 'housekeeping failed, will be tried again');
      }
    }
  };
  let running = round();
  const timer = setInterval(() => {
    running = running.then(round);
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
