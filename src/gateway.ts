import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { type Express } from 'express';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { hasUsers } from '../db/accounts/users.js';
import { forgetConsoleSessions } from '../db/console/console-sessions.js';
import { connect, dialectFor } from '../db/connection/connect.js';
import { forgetMinutes } from '../db/figures/gateway-minutes.js';
import { closeExpired } from '../db/applications/close-expired.js';
import { forgetProgress } from '../db/applications/forget-progress.js';
import { forgetIdempotencyKeys } from '../db/applications/idempotency-keys.js';
import { forgetQuotaCounts } from '../db/quotas/quota-counts.js';
import { missingSecretsKey } from '../db/missing-secrets-key.js';
import { migrate } from '../db/migrate.js';
import { encryptClear } from '../db/reseal-secrets.js';
import { secretBox } from '../engine/secrets/secret-box.js';
import { workReplays } from '../db/notifications/work-replays.js';
import { createApp } from './serving/app.js';
import { boundedConnections } from './serving/connections/bounded-connections.js';
import { almostOurs } from './config/almost-ours.js';
import { type Config, publicUrlOf, readConfig } from './config/config.js';
import { prepareDemo } from './demo/prepare-demo.js';
import { endAtOnce } from './end-at-once.js';
import { countMinute } from './figures/count-minute.js';
import { MINUTES_LIFETIME_MS } from './figures/minute-recorder.js';
import { startRecorder } from './figures/start-recorder.js';
import { greeting } from './greeting.js';
import { EXPIRED_PROGRESS_LIFETIME_MS, housekeeping, IDEMPOTENCY_KEY_LIFETIME_MS } from './housekeeping.js';
import { createLog } from './log.js';
import { notifierMetrics } from './sending/notifier-metrics.js';
import { compileDocument } from './document/compile-document.js';
import { loadDocument } from './document/openapi.js';
import { outgoing } from './sending/outgoing.js';
import { eraseByAge } from './privacy/erase-by-age.js';
import { sweepErased } from './privacy/sweep-erased.js';
import { removeForsakenPrints } from './printing/remove-forsaken-prints.js';
import { startPrinter } from './printing/start-printer.js';
import { queueConnections } from './sending/queue-connections.js';
import { startServer } from './serving/server.js';
import { startFault } from './start-fault.js';
import { startMessages } from './sending/messages/start-messages.js';
import { startNotifier } from './sending/start-notifier.js';
import { type Stop, stopInTime } from './stop-in-time.js';
import { withoutDriverStacks } from './without-driver-stacks.js';
import { watchSchema } from './watch-schema.js';

const HOUSEKEEPING_EVERY_MS = 60_000;
const REPLAYS_EVERY_MS = 500;

/**
 * Starts the gateway with the configuration of the environment. Resolves when it listens, and rejects with an Error in
 * words if it cannot start. The gateway stops at SIGTERM and SIGINT.
 */
export async function runGateway(): Promise<void> {
  // These come first, because one of them may explain the fault of the configuration.
  say(almostOurs(process.env).map((words) => `Warning: ${words}`));
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // knex adds the stack of its driver.
  const tell = (message: unknown): void => log.warn({ from: 'database' }, String(message).replace(/\n[^]*/, ''));
  const secrets = secretBox(config.secretKeys, randomBytes);
  const options = { secrets, log: { warn: tell, error: tell, deprecate: tell, debug() {} } };
  const db = connect(config.databaseUrl, { ...options, poolSize: config.poolSize });
  const queueDb = queueConnections(db, config.databaseUrl, options);
  const close = async () => void (await Promise.all([...new Set([db, queueDb])].map((one) => one.destroy())));
  try {
    await run({ config, log: withoutDriverStacks(log, db), db, queueDb, close });
  } catch (error) {
    // An open pool would keep the process alive although it serves nobody.
    await close();
    throw error;
  }
}

interface Opened {
  config: Config;
  log: Logger;
  db: Knex;
  /** The database connections of the notifier. */
  queueDb: Knex;
  close(): Promise<void>;
}

async function run({ config, log, db, queueDb, close }: Opened): Promise<void> {
  const now = Date.now;
  const { applied } = await migrate(db).catch((error: unknown) => {
    throw startFault(error, config.databaseUrl);
  });
  const missingKey = await missingSecretsKey(db, ['config', 'configVersion', 'signingSecrets', 'reply']);
  if (missingKey !== undefined) throw new Error(missingKey);
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const served: { app?: Express } = {};
  const registry = new Registry();
  const server = await startServer(
    (req, res) => {
      if (served.app) served.app(req, res);
      else res.writeHead(503, { 'Retry-After': '1' }).end();
    },
    config,
    { connections: boundedConnections(config.trustProxy, registry) },
  );
  // The port is taken first. A start that fails on the port must not use up the only display of the new password.
  const demo = await prepareDemo(db, { ...config, now: now(), newId: randomUUID });
  if (demo.exposed.length > 0) log.warn({ users: demo.exposed }, 'users of the demo can sign in');
  const empty = !(await hasUsers(db));
  const publicUrl = publicUrlOf(config, server.port);
  const printPdf = config.chromiumPath === undefined ? undefined : await startPrinter(config.chromiumPath, log);
  const sender = outgoing({ allowCidrs: config.notifyAllowCidrs, ownPort: server.port, now });
  const figures = notifierMetrics({ registry, db, underWay: (channel) => notifier.underWay(channel) });
  const minutes = countMinute();
  const messages = startMessages({ db, config, publicUrl, now });
  const notifier = startNotifier({ db: queueDb, log, now, sender, messages, observers: [figures, minutes] });
  const recorder = startRecorder({ db, counter: minutes, kind: 'gateway', now, log });
  const lookAtSchema = watchSchema({ db, log });
  served.app = createApp({
    db,
    config: { ...config, publicUrl },
    log,
    compiled: compileDocument(loadDocument()),
    now,
    notifier,
    deliver: (delivery) => sender.deliverAfresh(delivery),
    refusalOfUrl: (url) => sender.refusalOfUrl(url),
    ...(printPdf && { printPdf }),
    registry,
    minutes,
    lookAtSchema,
  });
  const forgetProgressBefore = forgetProgress(db);
  const chores = housekeeping({
    chores: [
      (at) => closeExpired(db, at),
      (at) => forgetProgressBefore(at - EXPIRED_PROGRESS_LIFETIME_MS),
      eraseByAge(db, () => randomBytes(16).toString('base64url')),
      sweepErased(db, config.outboxDir),
      (at) => forgetQuotaCounts(db, at),
      (at) => forgetMinutes(db, at - MINUTES_LIFETIME_MS),
      (at) => forgetConsoleSessions(db, at),
      (at) => forgetIdempotencyKeys(db, at - IDEMPOTENCY_KEY_LIFETIME_MS),
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
  const replays = housekeeping({ chores: [(at) => workReplays(db, at)], now, everyMs: REPLAYS_EVERY_MS, log });
  stopOnSignal(log, [
    { server: server.stop, notifier: notifier.stop, housekeeping: chores.stop, replays: replays.stop },
    // After all that they count.
    { figures: recorder.stop },
    { database: close },
  ]);
  const database = dialectFor(config.databaseUrl).describe(config.databaseUrl);
  log.info({ url: publicUrl, database }, 'listening');
  say(greeting({ publicUrl, database, ...demo, empty, config }));
}

// Standard output is for the log alone.
function say(lines: string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

function stopOnSignal(log: Logger, groups: Record<string, Stop>[]): void {
  let stopping = false;
  const tooLate = (open: string[]): void => {
    log.error({ open, kept_by: process.getActiveResourcesInfo() }, 'could not stop in time, ending anyway');
    endAtOnce(log);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      stopInTime({ groups, tooLate }).then(
        // This flush is asynchronous, and the process waits for it. A flush at the exit would wait for ever when the
        // reader of the log has gone.
        () => {
          log.info('stopped');
          log.flush();
        },
        (error: unknown) => {
          log.error({ err: error }, 'stopped badly');
          process.exitCode = 1;
        },
      );
    });
  }
}
