import { readFileSync } from 'node:fs';
import { type Express } from 'express';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { connect, dialectFor } from '../db/connect.js';
import { closeExpired } from '../db/close-expired.js';
import { forgetIdempotencyKeys } from '../db/idempotency-keys.js';
import { migrate } from '../db/migrate.js';
import { workReplays } from '../db/notification-replays.js';
import { createApp } from './app.js';
import { type Config, publicUrlOf, readConfig } from './config.js';
import { fillEmptyDatabase, type DemoAccess } from './demo.js';
import { housekeeping, IDEMPOTENCY_KEY_LIFETIME_MS } from './housekeeping.js';
import { createLog } from './log.js';
import { notifierMetrics } from './notifier-metrics.js';
import { documentPath, loadDocument } from './openapi.js';
import { outgoing } from './outgoing.js';
import { startServer } from './server.js';
import { startNotifier } from './start-notifier.js';

const HOUSEKEEPING_EVERY_MS = 60_000;
const REPLAYS_EVERY_MS = 500;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const tell = (message: unknown): void => log.warn({ from: 'database' }, String(message));
  const db = connect(config.databaseUrl, {
    poolSize: config.poolSize,
    log: { warn: tell, error: tell, deprecate: tell, debug() {} },
  });
  try {
    await run({ config, log, db });
  } catch (error) {
    // An open pool would keep a process alive that serves nobody.
    await db.destroy();
    throw error;
  }
}

async function run({ config, log, db }: { config: Config; log: Logger; db: Knex }): Promise<void> {
  const now = Date.now;
  const { applied } = await migrate(db);
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const served: { app?: Express } = {};
  const server = await startServer((req, res) => {
    if (served.app) served.app(req, res);
    else res.writeHead(503, { 'Retry-After': '1' }).end();
  }, config);
  // After the port is ours: a start that fails on it must not use up the one showing of a password it made.
  const demo = await fillEmptyDatabase(db, { password: config.demoPassword, now: now() });
  const publicUrl = publicUrlOf(config, server.port);
  const sender = outgoing({ allowCidrs: config.notifyAllowCidrs, ownPort: server.port, now });
  const registry = new Registry();
  const figures = notifierMetrics({ registry, db, underWay: () => notifier.underWay() });
  const notifier = startNotifier({ db, log, now, sender, observe: figures });
  served.app = createApp({
    db,
    config: { ...config, publicUrl },
    log,
    document: loadDocument(),
    documentText: readFileSync(documentPath(), 'utf8'),
    now,
    notifier,
    deliver: (delivery) => sender.deliver(delivery),
    refusalOfUrl: (url) => sender.refusalOfUrl(url),
    registry,
  });
  const chores = housekeeping({
    chores: [(at) => closeExpired(db, at), (at) => forgetIdempotencyKeys(db, at - IDEMPOTENCY_KEY_LIFETIME_MS)],
    now,
    everyMs: HOUSEKEEPING_EVERY_MS,
    log,
  });
  const replays = housekeeping({ chores: [(at) => workReplays(db, at)], now, everyMs: REPLAYS_EVERY_MS, log });
  stopOnSignal(log, async () => {
    await Promise.all([server.stop(), notifier.stop()]);
    await Promise.all([chores.stop(), replays.stop()]);
    await db.destroy();
  });
  const database = dialectFor(config.databaseUrl).describe(config.databaseUrl);
  log.info({ url: publicUrl, database }, 'listening');
  greet(publicUrl, demo);
}

function stopOnSignal(log: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      stop().then(
        // Asynchronously, and waited for by the process: at the exit a reader of the log that has gone would hold us for ever.
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

/** The first steps, for the person who started it. */
function greet(publicUrl: string, demo: DemoAccess | undefined): void {
  const lines = [`The partner gateway listens at ${publicUrl} and documents itself at ${publicUrl}/docs/`];
  if (demo) {
    const { userNames, password } = demo;
    if (demo.generated) lines.push(`Demo users ${userNames.join(', ')}, password ${password} (shown this once)`);
    const body = `{"command":"application_get","partner_api":true}`;
    lines.push(
      'Try it:',
      `curl -u ${shellWord(`demo-partner:${password}`)} -H 'Content-Type: application/json' -d '${body}' ${publicUrl}/api/1.0`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The text as one word of a POSIX shell. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // A port that is open already would keep a process alive that serves nobody.
  process.exit(1);
});
