import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { claimNotifications } from '../../db/notifications/claim-notifications.js';
import { allDueAccounts, longestDueAccounts } from '../../db/notifications/due/due-accounts.js';
import { dueChannels } from '../../db/notifications/due/due-channels.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { endClaimed, finishNotifications } from '../../db/notifications/finish-notifications.js';
import { notificationAttempt } from '../../src/sending/notification-attempt.js';
import { lookout } from '../../src/sending/lookout.js';
import { notifier } from '../../src/sending/notifier.js';
import { localDeliverer } from './deliverer.js';

export interface ShortNotifierOptions {
  /** The deadline of an attempt. */
  deadlineMs?: number;
  leaseMs?: number;
  slots?: number;
  slotsPerAccount?: number;
  /** Called at the points where a process may die. */
  at?: (point: 'claimed' | 'responded' | 'finished') => void | Promise<void>;
  warn?: (what: unknown) => void;
}

/** Makes the product's notifier from the same parts, but with a deadline and a lease that a test can wait for. */
export function shortNotifier(db: Knex, options: ShortNotifierOptions = {}) {
  const { deadlineMs = 1_000, leaseMs = 3_000, slots = 256, slotsPerAccount = 8, at, warn } = options;
  const deadlines = { connectMs: deadlineMs, totalMs: deadlineMs };
  const sender = localDeliverer({ now: Date.now, deadlines });
  const loop = notifier({
    claim: async (wanted) => {
      const claimed = await claimNotifications(db, { channel: 'endpoint', ...wanted });
      if (claimed.length > 0) await at?.('claimed');
      return claimed;
    },
    attempt: notificationAttempt({
      deliver: async (delivery) => {
        const attempt = await sender.deliver(delivery);
        await at?.('responded');
        return attempt;
      },
      end: (claimed, state) => endClaimed(db, claimed, { state, now: Date.now() }),
      now: Date.now,
    }),
    finish: async (attempts) => {
      await finishNotifications(db, attempts);
      await at?.('finished');
    },
    mayPass: (error) => dialectOf(db).isUnavailable(error) || dialectOf(db).isRetryable(error),
    newToken: () => randomBytes(16).toString('hex'),
    log: { warn: (what: unknown) => warn?.(what), error: (what: unknown) => warn?.(what) },
    now: Date.now,
    leaseMs,
    pauseMs: 50,
    slots,
    slotsPerAccount,
  });
  const looking = lookout({
    channels: ['endpoint'],
    dueChannels: dueChannels(db),
    longestDue: (channel) => longestDueAccounts(db, channel),
    allDue: (channel) => allDueAccounts(db, channel),
    found: (_channel, accounts) => loop.wake(accounts),
    log: { warn: (what: unknown) => warn?.(what) },
    now: Date.now,
    everyMs: 50,
  });
  return {
    ...loop,
    /** Aborts the attempts that are under way. */
    async stop(): Promise<void> {
      const stopping = Promise.all([looking.stop(), loop.stop()]);
      await sender.close();
      await stopping;
    },
  };
}
