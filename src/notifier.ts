import { type Logger } from 'pino';
import { type ClaimedNotification, type ClaimOptions } from '../db/claim-notifications.js';
import { type FinishedAttempt } from '../db/finish-notifications.js';
import { type EntityId } from '../engine/entity-id.js';
import { accountSlots } from './account-slots.js';
import { bell } from './bell.js';
import { resultWriter } from './result-writer.js';

export interface NotifierParts {
  claim(options: ClaimOptions): Promise<ClaimedNotification[]>;
  /** One attempt to its end; must not throw. */
  attempt(claimed: ClaimedNotification): Promise<FinishedAttempt | undefined>;
  finish(attempts: FinishedAttempt[]): Promise<void>;
  newToken(): string;
  log: Pick<Logger, 'warn'>;
  now(): number;
  leaseMs: number;
  /** How long to wait for a wake-up before looking by itself. */
  pollMs: number;
  /** Between a claim or a write that failed and its next try. */
  pauseMs?: number;
  slots: number;
  slotsPerAccount: number;
}

// Claims of a hundred were 12 times as quick as claims of one.
const BATCH = 100;
const PAUSE_AFTER_FAULT_MS = 500;

/**
 * The loop that delivers notifications: one claimer, as many attempts under way as there are slots, results written
 * together while the write before is still going on. It knows neither SQL nor HTTP.
 */
export function notifier(parts: NotifierParts) {
  const { claim, attempt, newToken, log, now, leaseMs, pollMs, pauseMs = PAUSE_AFTER_FAULT_MS } = parts;
  const slots = accountSlots({ total: parts.slots, perAccount: parts.slotsPerAccount });
  const results = resultWriter(parts);
  const alarm = bell();
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let lastCycleAt = parts.now();
  let after: EntityId | undefined;

  async function work(claimed: ClaimedNotification): Promise<void> {
    try {
      const finished = await attempt(claimed);
      if (finished) await results.add(finished);
      slots.ended(claimed.accountId, finished?.outcome);
    } catch (error) {
      // Its lease will run out, and it is due again.
      slots.ended(claimed.accountId, undefined);
      log.warn({ err: error, notification_id: claimed.notificationId }, 'notification attempt broke off');
    }
  }

  async function cycle(): Promise<boolean> {
    // The database is away. After more than a lease of that, a claim that came before the results would send all again.
    if (results.behind()) return false;
    const limit = Math.min(BATCH, slots.free());
    if (limit === 0) {
      // Every slot is in use: there is nothing wrong with the looking.
      lastCycleAt = now();
      return false;
    }
    const claimed = await claim({ freeSlots: slots.freeOf, limit, leaseMs, token: newToken(), after });
    lastCycleAt = now();
    for (const one of claimed) {
      slots.begun(one.accountId);
      const task: Promise<void> = work(one).finally(() => {
        underWay.delete(task);
        if (slots.heldBack(one.accountId)) alarm.ring();
      });
      underWay.add(task);
    }
    after = claimed.at(-1)?.accountId ?? after;
    // Fewer than asked for: what is due and was not given waits for a slot of its account, and that will ring.
    return claimed.length === limit;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        if (!(await cycle())) await alarm.wait(pollMs);
      } catch (error) {
        log.warn({ err: error }, 'could not claim notifications, will be tried again');
        await alarm.wait(pauseMs);
      }
    }
  }

  const running = run();
  return {
    /** To be called after something became due. */
    wake: alarm.ring,
    /** When a claim cycle last came to its end, for readiness. */
    lastCycleAt: () => lastCycleAt,
    underWay: () => underWay.size,
    /** Claims nothing more and waits for what is under way to be recorded. */
    async stop(): Promise<void> {
      stopped = true;
      alarm.ring();
      await running;
      results.giveUp();
      await Promise.all(underWay);
    },
  };
}
