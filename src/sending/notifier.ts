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
  /** One attempt to its end; must not throw. */
  attempt(claimed: ClaimedNotification): Promise<FinishedAttempt | undefined>;
  finish(attempts: FinishedAttempt[]): Promise<void>;
  /** Whether what failed with this may succeed when it is tried again. */
  mayPass(error: unknown): boolean;
  newToken(): string;
  log: Pick<Logger, 'warn' | 'error'>;
  now(): number;
  leaseMs: number;
  /** How often all accounts are looked at, woken for or not. */
  pollMs: number;
  /** How long a claim may take, ms; one that comes later is of no use: its lease will run out. */
  claimMs?: number;
  /** Between a claim or a write that failed and its next try. */
  pauseMs?: number;
  slots: number;
  slotsPerAccount: number;
}

// Claiming a hundred at once was 12 times as fast as claiming one by one.
const BATCH = 100;
const PAUSE_AFTER_FAULT_MS = 500;
// What a lease has to spare beyond the attempt: a claim that took longer may be due to others before its attempts are
// over.
const CLAIM_MS = 20_000;
// The pause after a claim, so that at 1,000 a second the next claim finds several rows.
const GATHER_MS = 3;

/**
 * The loop that delivers notifications: one claimer, as many attempts under way as there are slots, claims and results
 * gathered where nobody waits for them. It knows neither SQL nor HTTP.
 */
export function notifier(parts: NotifierParts) {
  const { claim, attempt, newToken, log, now, leaseMs, pollMs } = parts;
  const { claimMs = CLAIM_MS, pauseMs = PAUSE_AFTER_FAULT_MS } = parts;
  const slots = accountSlots({ total: parts.slots, perAccount: parts.slotsPerAccount });
  const results = resultWriter(parts);
  const alarm = bell();
  const halt = bell();
  const underWay = new Set<Promise<void>>();
  /** Accounts with something due, or a free slot. They only save time: all accounts are looked at soon anyway. */
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
      // Its lease will run out, and it is due again.
      log.warn({ err: error, notification_id: notificationId }, 'notification attempt broke off');
    }
    if (slots.isFull(accountId)) wake(accountId);
    slots.ended(accountId, outcome);
  }

  function wake(accountId: EntityId): void {
    hints.add(accountId);
    alarm.ring();
  }

  /** Claims what there are slots for and begins with it; answers how many it got. */
  async function cycle(): Promise<number> {
    // The database is away. After longer than a lease, a claim before the results are written would send them all
    // again.
    if (results.behind()) return 0;
    const limit = Math.min(BATCH, slots.free());
    // With every slot in use there is nothing to claim, which is no fault.
    const claimed = limit > 0 && (lookAtAll || hints.size > 0) ? await claimSome(limit) : [];
    lastCycleAt = now();
    for (const one of claimed) {
      slots.begun(one.accountId);
      const task: Promise<void> = work(one).finally(() => underWay.delete(task));
      underWay.add(task);
    }
    after = claimed.at(-1)?.accountId ?? after;
    // As many as asked for: there may be more. Fewer: what was not given waits for a slot of its account, which will
    // ring.
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
    /** To be called after something of the account became due. */
    wake,
    /** When a claim cycle last came to its end, for readiness. */
    lastCycleAt: () => lastCycleAt,
    underWay: () => underWay.size,
    /** Claims nothing more and waits for what is under way to be recorded. */
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
