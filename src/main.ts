import { readFileSync } from 'node:fs';
import { connect, dialectFor } from '../db/connect.js';
import { closeExpired } from '../db/close-expired.js';
import { forgetIdempotencyKeys } from '../db/idempotency-keys.js';
import { migrate } from '../db/migrate.js';
import { createApp } from './app.js';
import { readConfig } from './config.js';
import { fillEmptyDatabase, type DemoAccess } from './demo.js';
import { housekeeping, IDEMPOTENCY_KEY_LIFETIME_MS } from './housekeeping.js';
import { createLog } from './log.js';
import { documentPath, loadDocument } from './openapi.js';
import { startServer } from './server.js';

const HOUSEKEEPING_EVERY_MS = 60_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const now = Date.now;
  const db = connect(config.databaseUrl, { poolSize: config.poolSize });
  const { applied } = await migrate(db);
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const demo = await fillEmptyDatabase(db, { password: config.demoPassword, now: now() });

  const app = createApp({
    db,
    config,
    log,
    document: loadDocument(),
    documentText: readFileSync(documentPath(), 'utf8'),
    now,
  });
  const server = await startServer(app, config);
  const chores = housekeeping({
    chores: [(at) => closeExpired(db, at), (at) => forgetIdempotencyKeys(db, at - IDEMPOTENCY_KEY_LIFETIME_MS)],
    now,
    everyMs: HOUSEKEEPING_EVERY_MS,
    log,
  });
  log.info(
    { url: config.publicUrl, database: dialectFor(config.databaseUrl).describe(config.databaseUrl) },
    'listening',
  );
  greet(config.publicUrl, demo);

  let stopping: Promise<void> | undefined;
  const stop = (signal: string): void => {
    stopping ??= (async () => {
      log.info({ signal }, 'stopping');
      await server.stop();
      await chores.stop();
      await db.destroy();
      log.info('stopped');
    })();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
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
      `curl -u 'demo-partner:${password}' -H 'Content-Type: application/json' -d '${body}' ${publicUrl}/api/1.0`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
