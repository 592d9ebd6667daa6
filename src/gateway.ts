import { randomBytes, randomUUID } from 'node:crypto';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { hasUsers } from '../db/accounts/users.js';
import { connect, dialectFor } from '../db/connection/connect.js';
import { missingSecretsKey } from '../db/missing-secrets-key.js';
import { migrate } from '../db/migrate.js';
import { secretBox } from '../engine/secrets/secret-box.js';
import { createApp } from './serving/app.js';
import { boundedConnections } from './serving/connections/bounded-connections.js';
import { type Config, publicUrlOf, readConfig } from './config/config.js';
import { prepareDemo } from './demo/prepare-demo.js';
import { endAtOnce } from './end-at-once.js';
import { countMinute } from './figures/count-minute.js';
import { startRecorder } from './figures/start-recorder.js';
import { greeting } from './greeting.js';
import { startLeadingWork } from './leading/leading-work.js';
import { heldRequests } from './serving/connections/held-requests.js';
import { createLog } from './log.js';
import { compileDocument } from './document/compile-document.js';
import { loadDocument } from './document/openapi.js';
import { outgoing } from './sending/outgoing.js';
import { startPrinter } from './printing/start-printer.js';
import { queueConnections } from './sending/queue-connections.js';
import { expressMessages } from './serving/express-messages.js';
import { startServer } from './serving/server.js';
import { startFault } from './start-fault.js';
import { type Stop, stopInTime } from './stop-in-time.js';
import { type WorkerLink } from './workers/worker-link.js';
import { withoutDriverStacks } from './without-driver-stacks.js';
import { watchSchema } from './watch-schema.js';

/**
 * Starts the gateway with the configuration of the environment. Resolves when it listens, and rejects with an Error in
 * words if it cannot start. The gateway stops at SIGTERM and SIGINT. With `link` it is one of several workers.
 */
export async function runGateway(link?: WorkerLink): Promise<void> {
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
    await run({ config, log: withoutDriverStacks(log, db), db, queueDb, close, link });
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
  link: WorkerLink | undefined;
}

async function run({ config, log, db, queueDb, close, link }: Opened): Promise<void> {
  const now = Date.now;
  // What only one process of a gateway does.
  const leads = link?.role !== 'other';
  const { applied } = await (leads ? migrate(db) : Promise.resolve({ applied: [] })).catch((error: unknown) => {
    throw startFault(error, config.databaseUrl);
  });
  const missingKey = await missingSecretsKey(db, ['config', 'configVersion', 'signingSecrets', 'reply']);
  if (missingKey !== undefined) throw new Error(missingKey);
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const registry = new Registry();
  link?.register(registry);
  const served = heldRequests({ holds: link !== undefined });
  const connections = boundedConnections(config.trustProxy, registry, config);
  const messages = expressMessages();
  const server = await startServer(served.listener, config, { connections, messages: messages.classes });
  // The port is taken first. A start that fails on the port must not use up the only display of the new password.
  const demo = await prepareDemo(db, { ...config, demo: config.demo && leads, now: now(), newId: randomUUID });
  if (demo.exposed.length > 0 && leads) log.warn({ users: demo.exposed }, 'users of the demo can sign in');
  const empty = !(await hasUsers(db));
  const publicUrl = publicUrlOf(config, server.port);
  const printPdf = config.chromiumPath === undefined ? undefined : await startPrinter(config.chromiumPath, log);
  const sender = outgoing({ allowCidrs: config.notifyAllowCidrs, ownPort: server.port, now });
  const minutes = countMinute();
  const recorder = startRecorder({ db, counter: minutes, kind: 'gateway', now, log });
  const lookAtSchema = watchSchema({ db, log });
  const parts = { db, queueDb, config, publicUrl, log, now, registry, minutes, sender, lookAtSchema };
  const leading = leads ? startLeadingWork(parts) : undefined;
  if (leading) link?.onWake(leading.notifier.wake);
  const app = createApp({
    db,
    config: { ...config, publicUrl },
    log,
    compiled: compileDocument(loadDocument()),
    now,
    ...(leading && { lastCycleAt: leading.lastCycleAt }),
    wakeNotifier: link?.wake ?? leading!.notifier.wake,
    link,
    deliver: (delivery) => sender.deliverAfresh(delivery),
    refusalOfUrl: (url) => sender.refusalOfUrl(url),
    ...(printPdf && { printPdf }),
    registry,
    minutes,
    lookAtSchema,
  });
  messages.adopt(app);
  served.begin(app);
  stopOnSignal(log, [
    { server: server.stop, ...(leading?.stops ?? { sender: sender.close }) },
    // After all that they count.
    { figures: recorder.stop },
    { database: close },
    ...(link ? [{ primary: link.leave }] : []),
  ]);
  // The notifier of the new worker has begun, and the limits of attempts are for each notifier.
  link?.onRetire(() => {
    const ends = Object.values(leading?.stops ?? {}).map((stop) => stop());
    void Promise.all([server.retire(), ...ends]).then(() => process.kill(process.pid, 'SIGTERM'));
  });
  const database = dialectFor(config.databaseUrl).describe(config.databaseUrl);
  log.info({ url: publicUrl, database }, 'listening');
  link?.listens();
  if (!link || link.role === 'first') say(greeting({ publicUrl, database, ...demo, empty, config }));
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
