import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { allDueAccounts, longestDueAccounts } from '../../db/notifications/due/due-accounts.js';
import { forgetNotifiers, renewNotifier } from '../../db/notifications/due/notifiers.js';
import { dueChannels } from '../../db/notifications/due/due-channels.js';
import { claimNotifications } from '../../db/notifications/claim-notifications.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { endClaimed, finishNotifications } from '../../db/notifications/finish-notifications.js';
import { type NotificationChannel } from '../../db/notifications/notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type AttemptOutcome } from '../../engine/notification/outcome.js';
import { type Deliverer } from './endpoint/deliver.js';
import { notificationAttempt } from './notification-attempt.js';
import { notifier, type NotifierParts } from './notifier.js';
import { accountShare, SHARE_LEASE_MS } from './account-share.js';
import { EVERY_MS, lookout } from './lookout.js';
import { attemptIfLive } from './attempt-if-live.js';

export interface StartNotifierParts {
  db: Knex;
  log: Logger;
  now(): number;
  /** Closed when the notifier stops. Attempts that are still under way are then broken off. */
  sender: Deliverer;
  /** Sends messages to candidates. Without it the messages wait for a process that has one. */
  messages?: MessageSender | undefined;
  observers?: readonly NotifierObserver[];
}

export interface MessageSender {
  /** Makes one attempt, which ends within 60 s. */
  attempt: NotifierParts['attempt'];
  /** Breaks off the attempts under way and closes all connections. It is called once, when the notifier stops. */
  close?(): void | Promise<void>;
}

interface NotifierObserver {
  claimed(lateMs: number, channel: NotificationChannel): void;
  attempted(outcome: AttemptOutcome, milliseconds: number, channel: NotificationChannel): void;
}

// Another process may claim the same row when the lease has run out. The attempt must be over and recorded by then, so
// a lease is 20 s longer than an attempt may take.
const ENDPOINT = { leaseMs: 30_000, slots: 256, slotsPerAccount: 8 };
const MESSAGES = { leaseMs: 80_000, slots: 16, slotsPerAccount: 4 };
// How long attempts may go on after a stop. Those still under way are then broken off and recorded as without response.
// Another process soon tries them again.
const LET_END_MS = 5_000;
// How long one question may wait at the server until something is due. A question each 180 ms, with an answer that is
// nearly always no, was most of what a process with nothing to do cost.
const WAIT_MS = 1_980;

/**
 * Starts the notifier on the real database and the real network. Each channel has a loop of its own, so that neither
 * holds up the other, and both have one lookout.
 */
export function startNotifier({ db, log, now, sender, messages, observers = [] }: StartNotifierParts) {
  const dialect = dialectOf(db);
  const end: Parameters<typeof attemptIfLive>[0]['end'] = (claimed, state) =>
    endClaimed(db, claimed, { state, now: now() });
  const loops = new Map<NotificationChannel, ReturnType<typeof notifier>>();
  const startLoop = (channel: NotificationChannel, limits: typeof ENDPOINT, attempt: NotifierParts['attempt']) =>
    loops.set(
      channel,
      notifier({
        claim: (options) => claimNotifications(db, { channel, ...options }),
        async attempt(claimed) {
          for (const observer of observers) observer.claimed(claimed.lateMs, channel);
          const finished = await attempt(claimed);
          if (finished) {
            for (const observer of observers) observer.attempted(finished.outcome, finished.totalMs, channel);
          }
          return finished;
        },
        finish: (attempts) => finishNotifications(db, attempts),
        mayPass: (error) => dialect.isUnavailable(error) || dialect.isRetryable(error),
        newToken: () => randomBytes(16).toString('hex'),
        log,
        now,
        ...limits,
      }),
    );
  startLoop('endpoint', ENDPOINT, notificationAttempt({ deliver: (request) => sender.deliver(request), end, now }));
  if (messages)
    startLoop(
      'messages',
      MESSAGES,
      attemptIfLive({ end, now }, (claimed) => messages.attempt(claimed)),
    );
  const all = [...loops.values()];
  const lastCycleAt = () => Math.min(looking.lastLookAt(), ...all.map((loop) => loop.lastCycleAt()));
  const looking = lookout({
    dueChannels: dueChannels(db, { everyMs: EVERY_MS, forMs: WAIT_MS }),
    longestDue: (channel) => longestDueAccounts(db, channel),
    allDue: (channel) => allDueAccounts(db, channel),
    found: (channel, accounts) => loops.get(channel)?.wake(share?.mine(channel, accounts) ?? accounts),
    channels: [...loops.keys()],
    log,
    now,
  });

  // Where all processes are on one host and write in turn, shares would save nothing.
  const share = dialect.shareDatabase ? startShare() : undefined;

  function startShare(): ReturnType<typeof accountShare> {
    const id = randomBytes(16).toString('hex');
    return accountShare({
      id,
      renew: (leaseMs) => renewNotifier(db, { id, channels: [...loops.keys()], leaseMs }),
      leave: () => forgetNotifiers(db, [id]),
      isWell: () => now() - lastCycleAt() < SHARE_LEASE_MS,
      log,
    });
  }

  return {
    /**
     * Call it after something of the account became due. This only saves time: the lookout finds it too. It is claimed
     * here, whoever has the account in its share, because that one would find it later.
     */
    wake(accountId: EntityId, channel: NotificationChannel = 'endpoint'): void {
      loops.get(channel)?.wake([accountId]);
    },
    /** When the last look or claim ended in what is furthest behind, for readiness. */
    lastCycleAt,
    /** The number of attempts under way, in one channel or in all. */
    underWay: (channel?: NotificationChannel) =>
      [...loops].reduce((sum, [name, loop]) => sum + ((channel ?? name) === name ? loop.underWay() : 0), 0),
    /** Stops claiming and waits until the attempts under way are recorded. */
    async stop(): Promise<void> {
      let closed: Promise<unknown> | undefined;
      const close = () => (closed ??= Promise.all([sender.close(), messages?.close?.()]));
      const cut = setTimeout(() => void close(), LET_END_MS);
      await Promise.all([looking, ...(share ? [share] : []), ...all].map((one) => one.stop()));
      clearTimeout(cut);
      await close();
    },
  };
}
