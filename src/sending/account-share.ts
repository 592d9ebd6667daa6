import { type Logger } from 'pino';
import { type LiveNotifier } from '../../db/notifications/due/notifiers.js';
import { type NotificationChannel } from '../../db/notifications/notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { within } from '../within.js';
import { bell } from './bell.js';

const EVERY_MS = 3_000;
/** Three renewals in a row must fail before the others take the accounts of this notifier. */
export const SHARE_LEASE_MS = 10_000;
const WITHIN_MS = 5_000;

export interface AccountShareParts {
  /** The name of this notifier, which no other has. */
  id: string;
  /** Renews the lease of this notifier, and answers all that live, in one order for all processes. */
  renew(leaseMs: number): Promise<LiveNotifier[]>;
  /** Gives the lease up. */
  leave(): Promise<void>;
  /** Whether this process claims. One that does not must not keep its accounts from the others. */
  isWell(): boolean;
  log: Pick<Logger, 'warn'>;
  everyMs?: number;
  /** How long a renewal may take, ms. */
  withinMs?: number;
}

/**
 * Gives each notifier a share of the accounts, so that several do not claim the same rows. It only saves time: two
 * notifiers may hold one account for a moment, and the claim sees to the rest. Without a lease of its own a notifier
 * takes all accounts. So a fault of the table makes nobody wait.
 */
export function accountShare(parts: AccountShareParts) {
  const { id, renew, leave, isWell, log, everyMs = EVERY_MS, withinMs = WITHIN_MS } = parts;
  const halt = bell();
  let live: { channel: NotificationChannel; id: string; endsAt: number }[] = [];
  let stopped = false;
  let failing = false;

  async function renewOnce(): Promise<void> {
    // From before the statement, so that nobody is taken for alive longer than the database does.
    const at = performance.now();
    const found = await within(withinMs, renew(SHARE_LEASE_MS), () => new Error(`none within ${withinMs / 1000} s`));
    live = found.map(({ channel, id: name, leftMs }) => ({ channel, id: name, endsAt: at + leftMs }));
    failing = false;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        if (isWell()) await renewOnce();
      } catch (error) {
        if (!failing) log.warn({ err: error }, 'could not renew the share of the accounts, all are taken after 10 s');
        failing = true;
      }
      if (!stopped) await halt.wait(everyMs);
    }
  }

  const running = run();
  return {
    /** Those of the accounts that are this notifier's to look after. */
    mine(channel: NotificationChannel, accounts: readonly EntityId[]): readonly EntityId[] {
      const now = performance.now();
      const names = live.filter((one) => one.channel === channel && one.endsAt > now).map((one) => one.id);
      const place = names.indexOf(id);
      if (place < 0 || names.length === 1) return accounts;
      return accounts.filter((accountId) => placeOf(accountId, names.length) === place);
    },
    async stop(): Promise<void> {
      stopped = true;
      halt.ring();
      await running;
      // Otherwise its lease runs out.
      await within(withinMs, leave(), () => new Error('late')).catch(() => undefined);
    },
  };
}

/** By a hash, because accounts follow each other, and the nodes of a cluster give ids that leave the same rest. */
function placeOf(accountId: EntityId, count: number): number {
  // The golden ratio parts ids that follow each other at any step evenly.
  const hash = Math.imul(Number(accountId) >>> 0, 2_654_435_769) >>> 0;
  return Math.floor((hash / 2 ** 32) * count);
}
