import { type Logger } from 'pino';
import { setTimeout as pause } from 'node:timers/promises';
import { type ClaimedNotification, type ClaimOptions } from '../../db/notifications/claim-notifications.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { accountSlots } from './account-slots.js';
import { bell } from './bell.js';
import { resultWriter } from './result-writer.js';
import { within } from '../within.js';

export interface NotifierParts {
  claim(options: Omit<ClaimOptions, 'channel'>): Promise<ClaimedNotification[]>;
  /** Makes one attempt and resolves when it has ended. It must not throw. */
  attempt(claimed: ClaimedNotification): Promise<FinishedAttempt | undefined>;
  finish(attempts: FinishedAttempt[]): Promise<void>;
  /** Whether what failed with this may succeed when it is tried again. */
  mayPass(error: unknown): boolean;
  newToken(): string;
  log: Pick<Logger, 'warn' | 'error'>;
  now(): number;
  leaseMs: number;
  /** How often all accounts are looked at, even if nothing woke the notifier for them. */
  pollMs: number;
  /** How long a claim may take, ms. A later claim is not used, and its lease runs out. */
  claimMs?: number;
  /** The pause between a claim or a write that failed and its next try. */
  pauseMs?: number;
  slots: number;
  slotsPerAccount: number;
}

// Claiming a hundred at once was 12 times as fast as claiming one by one.
const BATCH = 100;
const PAUSE_AFTER_FAULT_MS = 500;
// A lease is longer than an attempt by this time. After a claim that took longer, the lease could run out before its
// attempts are over, and others could claim the same rows.
const CLAIM_MS = 20_000;
// The pause after a claim, so that at 1,000 a second the next claim finds several rows.
const GATHER_MS = 3;

/**
 * The loop that delivers notifications. It makes one claim at a time, and as many attempts at once as there are slots.
 * Claims and results are gathered where nobody waits for them. The loop knows neither SQL nor HTTP.
 */
export function notifier(parts: NotifierParts) {
  const { claim, attempt, newToken, log, now, leaseMs, pollMs } = parts;
  const { claimMs = CLAIM_MS, pauseMs = PAUSE_AFTER_FAULT_MS } = parts;
  const slots = accountSlots({ total: parts.slots, perAccount: parts.slotsPerAccount });
  const results = resultWriter(parts);
  const alarm = bell();
  const halt = bell();
  const underWay = new Set<Promise<void>>();
  /** Accounts with something due or with a free slot. They only save time, because all accounts are looked at soon. */
  const hints = new Set<EntityId>();
  let lookAtAll = true;
  let stopped = false;
  let lastCycleAt = parts.now();
  let after: EntityId | undefined;

  async function work(claimed: ClaimedNotification): Promise<void> {
    const { accountId, notificationId } = claimed;
    let outcome: FinishedAttempt['outcome'] | undefined;
    try {
      const finished = await attempt(claimed);
      // The time until a retry counts from the write, so the write must be soon.
      if (finished) await results.add(finished, { soon: 'dueInMs' in finished.next || slots.isFull(accountId) });
      outcome = finished?.outcome;
    } catch (error) {
      // The lease will run out, and the notification is then due again.
      log.warn({ err: error, notification_id: notificationId }, 'notification attempt broke off');
    }
    if (slots.isFull(accountId)) wake(accountId);
    slots.ended(accountId, outcome);
  }

  function wake(accountId: EntityId): void {
    hints.add(accountId);
    alarm.ring();
  }

  /** Claims as many as there are slots for, and begins their attempts. Answers how many it got. */
  async function cycle(): Promise<number> {
    // The database is away. If that lasts longer than a lease, a claim before the results are written would send all of
    // these notifications again.
    if (results.behind()) return 0;
    const limit = Math.min(BATCH, slots.free());
    // With every slot in use there is nothing to claim. This still counts as a cycle, because it is no fault.
    const claimed = limit > 0 && (lookAtAll || hints.size > 0) ? await claimSome(limit) : [];
    lastCycleAt = now();
    for (const one of claimed) {
      slots.begun(one.accountId);
      const task: Promise<void> = work(one).finally(() => underWay.delete(task));
      underWay.add(task);
    }
    after = claimed.at(-1)?.accountId ?? after;
    // A full claim means that there may be more rows. After a smaller claim the remaining rows wait for a slot of their
    // account, and the end of an attempt wakes the loop for it.
    if (limit > 0 && claimed.length === limit) lookAtAll = true;
    return claimed.length;
  }

  async function claimSome(limit: number): Promise<ClaimedNotification[]> {
    const accounts = lookAtAll ? undefined : [...hints];
    lookAtAll = false;
    hints.clear();
    try {
      const claiming = claim({ accounts, freeSlots: slots.freeOf, limit, leaseMs, token: newToken(), after });
      return await within(claimMs, claiming, () => new Error(`no claim within ${claimMs / 1000} s`));
    } catch (error) {
      lookAtAll = true;
      throw error;
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const got = await cycle();
        if (got === BATCH) continue;
        if (got > 0) await pause(GATHER_MS);
        if (!lookAtAll || slots.free() === 0 || results.behind()) await alarm.wait(pollMs);
      } catch (error) {
        log.warn({ err: error }, 'could not claim notifications, will be tried again');
        await halt.wait(pauseMs);
      }
    }
  }

  const looking = setInterval(() => {
    lookAtAll = true;
    alarm.ring();
  }, pollMs);
  const running = run();
  return {
    /** Call it after something of the account became due. */
    wake,
    /** When the last claim cycle ended, for readiness. */
    lastCycleAt: () => lastCycleAt,
    underWay: () => underWay.size,
    /** Stops claiming and waits until the attempts under way are recorded. */
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(looking);
      alarm.ring();
      halt.ring();
      await running;
      results.giveUp();
      await Promise.all(underWay);
    },
  };
}
