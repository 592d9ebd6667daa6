import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { type Registry } from 'prom-client';
import { closeExpired } from '../../db/applications/close-expired.js';
import { forgetProgress } from '../../db/applications/forget-progress.js';
import { forgetConsoleSessions } from '../../db/console/console-sessions.js';
import { workReplays } from '../../db/notifications/work-replays.js';
import { forgetQuotaCounts } from '../../db/quotas/quota-counts.js';
import { encryptClear } from '../../db/reseal-secrets.js';
import { type Config } from '../config/config.js';
import { type MinuteCounter } from '../figures/count-minute.js';
import { EXPIRED_PROGRESS_LIFETIME_MS, housekeeping } from './housekeeping.js';
import { remindCandidates } from './remind-candidates.js';
import { retentionChores } from './retention-chores.js';
import { removeForsakenPrints } from '../printing/remove-forsaken-prints.js';
import { eraseByAge } from '../privacy/erase-by-age.js';
import { sweepErased } from '../privacy/sweep-erased.js';
import { type Deliverer } from '../sending/endpoint/deliver.js';
import { startMessages } from '../sending/messages/start-messages.js';
import { notifierMetrics } from '../sending/notifier-metrics.js';
import { startNotifier } from '../sending/start-notifier.js';
import { type Stop } from '../stop-in-time.js';

export interface LeadingWorkParts {
  db: Knex;
  /** The database connections of the notifier. */
  queueDb: Knex;
  config: Config;
  publicUrl: string;
  log: Logger;
  now(): number;
  registry: Registry;
  minutes: MinuteCounter;
  sender: Deliverer;
  lookAtSchema(): Promise<unknown>;
}

const HOUSEKEEPING_EVERY_MS = 60_000;
const REPLAYS_EVERY_MS = 2_000;
// Ten thousand rows a second go at most, and other writers get most of the time.
const RETENTION_PAUSE_MS = 100;

/** Starts what only one process of a gateway does besides serving requests: notifications and chores. */
export function startLeadingWork(parts: LeadingWorkParts) {
  const { db, queueDb, config, publicUrl, log, now, registry, minutes, sender, lookAtSchema } = parts;
  const figures = notifierMetrics({ registry, db, underWay: (channel) => notifier.underWay(channel) });
  const messages = startMessages({ db, config, publicUrl, now });
  const notifier = startNotifier({ db: queueDb, log, now, sender, messages, observers: [figures, minutes] });
  const forgetProgressBefore = forgetProgress(db);
  const chores = housekeeping({
    chores: [
      (at) => closeExpired(db, at),
      (at) => forgetProgressBefore(at - EXPIRED_PROGRESS_LIFETIME_MS),
      (at) => remindCandidates(db, at),
      eraseByAge(db, () => randomBytes(16).toString('base64url')),
      sweepErased(db, config.outboxDir),
      (at) => forgetQuotaCounts(db, at),
      (at) => forgetConsoleSessions(db, at),
      encryptClear(db, 'config'),
      encryptClear(db, 'configVersion'),
      encryptClear(db, 'signingSecrets'),
      encryptClear(db, 'reply'),
      (at) => removeForsakenPrints(tmpdir(), at),
      () => lookAtSchema().then(() => 0),
    ],
    now,
    everyMs: HOUSEKEEPING_EVERY_MS,
    log,
  });
  const retention = housekeeping({
    chores: retentionChores(db, config.retention),
    now,
    everyMs: HOUSEKEEPING_EVERY_MS,
    pauseMs: RETENTION_PAUSE_MS,
    log,
  });
  const replays = housekeeping({ chores: [(at) => workReplays(db, at)], now, everyMs: REPLAYS_EVERY_MS, log });
  let isOver = false;
  const stopNotifier = once(() => {
    isOver = true;
    return notifier.stop();
  });
  return {
    notifier,
    /** For readiness. A process that has handed this work over does not look for what is due any more. */
    lastCycleAt: () => (isOver ? now() : notifier.lastCycleAt()),
    stops: {
      notifier: stopNotifier,
      housekeeping: once(chores.stop),
      retention: once(retention.stop),
      replays: once(replays.stop),
    },
  };
}

/** A worker that retires stops this work first, and all the rest later. */
function once(stop: Stop): Stop {
  let stopped: Promise<unknown> | undefined;
  return () => (stopped ??= stop());
}
