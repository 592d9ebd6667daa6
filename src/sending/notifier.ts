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
// How soon it is seen that results can be written again.
const BEHIND_MS = 100;

/**
 * The loop that delivers notifications. It makes one claim at a time, and as many attempts at once as there are slots.
 * It claims for the accounts that it was woken for, in their order, and looks for none itself. Claims and results are
 * gathered where nobody waits for them. The loop knows neither SQL nor HTTP.
 */
export function notifier(parts: NotifierParts) {
  const { claim, attempt, newToken, log, now, leaseMs } = parts;
  const { claimMs = CLAIM_MS, pauseMs = PAUSE_AFTER_FAULT_MS } = parts;
  const slots = accountSlots({ total: parts.slots, perAccount: parts.slotsPerAccount });
  const results = resultWriter(parts);
  const alarm = bell();
  const halt = bell();
  const underWay = new Set<Promise<void>>();
  /** Accounts that may have something due, first in, first out. One without a free slot comes back when it has one. */
  const waiting = new Set<EntityId>();
  let stopped = false;
  let resting = false;
  let lastCycleAt = parts.now();

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
    if (slots.isFull(accountId)) wake([accountId]);
    slots.ended(accountId, outcome);
  }

  function wake(accountIds: readonly EntityId[]): void {
    if (accountIds.length === 0) return;
    for (const accountId of accountIds) waiting.add(accountId);
    alarm.ring();
  }

  const mayClaim = (): boolean => waiting.size > 0 && slots.free() > 0;

  /** Claims as many as there are slots for, and begins their attempts. Answers how many it got. */
  async function cycle(): Promise<number> {
    const claimed = mayClaim() ? await claimSome(Math.min(BATCH, slots.free())) : [];
    lastCycleAt = now();
    for (const one of claimed) {
      slots.begun(one.accountId);
      const task: Promise<void> = work(one).finally(() => underWay.delete(task));
      underWay.add(task);
    }
    return claimed.length;
  }

  async function claimSome(limit: number): Promise<ClaimedNotification[]> {
    const accounts = takeWaiting();
    if (accounts.length === 0) return [];
    try {
      const claiming = claim({ accounts, freeSlots: slots.freeOf, limit, leaseMs, token: newToken() });
      const claimed = await within(claimMs, claiming, () => new Error(`no claim within ${claimMs / 1000} s`));
      // A full claim means that there may be more rows, first of all those of accounts that got nothing. After a
      // smaller claim the remaining rows of an account wait for one of its slots, whose end wakes the loop.
      if (claimed.length >= limit) {
        const served = new Set(claimed.map((one) => one.accountId));
        wake([...accounts.filter((accountId) => !served.has(accountId)), ...served]);
      }
      return claimed;
    } catch (error) {
      wake(accounts);
      throw error;
    }
  }

  /** The accounts that are next and have a free slot. */
  function takeWaiting(): EntityId[] {
    const taken: EntityId[] = [];
    for (const accountId of waiting) {
      if (taken.length === BATCH) break;
      waiting.delete(accountId);
      if (slots.freeOf(accountId) > 0) taken.push(accountId);
    }
    return taken;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        // The database is away. If that lasts longer than a lease, a claim before the results are written would send
        // all of these notifications again.
        if (results.behind()) {
          await halt.wait(BEHIND_MS);
          continue;
        }
        const got = await cycle();
        if (got === BATCH) continue;
        if (got > 0) await pause(GATHER_MS);
        if (mayClaim()) continue;
        resting = true;
        await alarm.wait();
        resting = false;
        lastCycleAt = now();
      } catch (error) {
        log.warn({ err: error }, 'could not claim notifications, will be tried again');
        await halt.wait(pauseMs);
      }
    }
  }

  const running = run();
  return {
    /** Call it after something of the accounts became due. */
    wake,
    /** When the last claim cycle ended, for readiness. A loop that nobody woke has nothing to do. */
    lastCycleAt: () => (resting ? now() : lastCycleAt),
    underWay: () => underWay.size,
    /** Stops claiming and waits until the attempts under way are recorded. */
    async stop(): Promise<void> {
      stopped = true;
      alarm.ring();
      halt.ring();
      await running;
      results.giveUp();
      await Promise.all(underWay);
    },
  };
}
