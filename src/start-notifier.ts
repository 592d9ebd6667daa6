import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { claimNotifications } from '../db/claim-notifications.js';
import { endClaimed, finishNotifications } from '../db/finish-notifications.js';
import { type Deliverer } from './deliver.js';
import { notificationAttempt } from './notification-attempt.js';
import { notifier } from './notifier.js';

export interface StartNotifierParts {
  db: Knex;
  log: Logger;
  now(): number;
  /** Closed when the notifier stops: attempts still under way are then broken off. */
  sender: Deliverer;
  observe?: NotifierObserver;
}

export interface NotifierObserver {
  claimed(lateMs: number): void;
  attempted(outcome: string, milliseconds: number): void;
}

const DEADLINE_MS = 10_000;
// An attempt must be over and recorded before another process may claim the same row.
const LEASE_MS = DEADLINE_MS + 20_000;
const POLL_MS = 100;
// At a stop: what is then still under way is broken off, recorded as without response, and soon tried by another.
const LET_END_MS = 5_000;
const SLOTS = 256;
const SLOTS_PER_ACCOUNT = 8;

/** The notifier on the real database and the real network. */
export function startNotifier({ db, log, now, sender, observe }: StartNotifierParts) {
  const attempt = notificationAttempt({
    deliver: (request) => sender.deliver(request),
    end: (claimed, state) => endClaimed(db, claimed, { state, now: now() }),
    now,
  });
  const loop = notifier({
    claim: (options) => claimNotifications(db, options),
    async attempt(claimed) {
      observe?.claimed(claimed.lateMs);
      const finished = await attempt(claimed);
      if (finished) observe?.attempted(finished.outcome, finished.totalMs);
      return finished;
    },
    finish: (attempts) => finishNotifications(db, attempts),
    newToken: () => randomBytes(16).toString('hex'),
    log,
    now,
    leaseMs: LEASE_MS,
    pollMs: POLL_MS,
    slots: SLOTS,
    slotsPerAccount: SLOTS_PER_ACCOUNT,
  });
  return {
    ...loop,
    async stop(): Promise<void> {
      const cut = setTimeout(() => void sender.close(), LET_END_MS);
      await loop.stop();
      clearTimeout(cut);
      await sender.close();
    },
  };
}
