import { type Logger } from 'pino';
import { type DueAccounts } from '../../db/notifications/due/due-accounts.js';
import { type NotificationChannel } from '../../db/notifications/notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { within } from '../within.js';
import { bell } from './bell.js';

export interface LookoutParts {
  /** Those that this process sends on. */
  channels: readonly NotificationChannel[];
  /**
   * The channels on which something is due. It is asked all the time, so it must cost little. It may wait for a while
   * until something is due; the signal ends that.
   */
  dueChannels(signal: AbortSignal): Promise<NotificationChannel[]>;
  /** The accounts of the rows that have been due for longest. */
  longestDue(channel: NotificationChannel): Promise<DueAccounts>;
  /** All accounts with something due, which may take long. */
  allDue(channel: NotificationChannel): Promise<EntityId[]>;
  /** Called with accounts that have something due. */
  found(channel: NotificationChannel, accounts: readonly EntityId[]): void;
  log: Pick<Logger, 'warn'>;
  now(): number;
  everyMs?: number;
  /** The pause between a look that failed and the next, ms. */
  pauseMs?: number;
  /** How long one look may take, ms. */
  withinMs?: number;
}

// Something due is sent within 200 ms, although nobody says so.
export const EVERY_MS = 180;
const PAUSE_AFTER_FAULT_MS = 500;
const WITHIN_MS = 20_000;
// Looks at all accounts take this part of the time at most, and the next one comes after 5 s at the latest.
const SHARE_OF_FULL_LOOKS = 1 / 20;
const FULL_LOOK_WITHIN_MS = 5_000;

/**
 * Looks for accounts with something due, for all channels of a process. A process with nothing to do asks one cheap
 * question. If the oldest rows do not show all accounts, it looks at all of them from time to time, so that an account
 * with a long backlog hides nobody.
 */
export function lookout(parts: LookoutParts) {
  const { channels, dueChannels, longestDue, allDue, found, log, now } = parts;
  const { everyMs = EVERY_MS, pauseMs = PAUSE_AFTER_FAULT_MS, withinMs = WITHIN_MS } = parts;
  const halt = bell();
  const stopping = new AbortController();
  const nextFullLook = new Map<NotificationChannel, number>();
  let lastLookAt = now();
  let stopped = false;

  async function look(): Promise<void> {
    for (const channel of await dueChannels(stopping.signal)) {
      if (!channels.includes(channel)) continue;
      const { accounts, complete } = await longestDue(channel);
      found(channel, accounts);
      if (complete || performance.now() < (nextFullLook.get(channel) ?? 0)) continue;
      const begunAt = performance.now();
      found(channel, await allDue(channel));
      const took = performance.now() - begunAt;
      nextFullLook.set(channel, performance.now() + Math.min(took / SHARE_OF_FULL_LOOKS, FULL_LOOK_WITHIN_MS));
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const begunAt = performance.now();
      try {
        await within(withinMs, look(), () => new Error(`no look within ${withinMs / 1000} s`));
        lastLookAt = now();
        await halt.wait(Math.max(1, everyMs - (performance.now() - begunAt)));
      } catch (error) {
        if (stopped) return;
        log.warn({ err: error }, 'could not look for due notifications, will be tried again');
        await halt.wait(pauseMs);
      }
    }
  }

  const running = run();
  return {
    /** When the last look ended, for readiness. */
    lastLookAt: () => lastLookAt,
    async stop(): Promise<void> {
      stopped = true;
      stopping.abort();
      halt.ring();
      await running;
    },
  };
}
