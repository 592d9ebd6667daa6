import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Knex } from 'knex';
import { mysqlDatabase, sqlite, type TestDatabase } from '../test/support/databases.js';
import { stopMysqlServer } from '../test/support/mysql-server.js';
import { buildServers } from './support/build-servers.js';
import { childServer } from './support/child-server.js';
import { fillForNotifications } from './support/fill-for-notifications.js';
import { machine } from './support/machine.js';
import { measureSender } from './support/measure-sender.js';
import { type NotificationPlan, type NotificationResult, notificationsOf } from './support/notification-plan.js';
import { BULLMQ, renderNotifications, UNDICI } from './support/notification-report.js';
import { redisServer } from './support/redis-server.js';
import { writeBetweenMarkers } from './support/report.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const RATES = [50, 200, 1000];

export interface NotificationBenchOptions {
  /** The duration of each rate. */
  seconds: number;
  /** The number of notifications that are due before the measurement of deliveries a second begins. */
  backlog: number;
  /** Whether to write the results into bench/README.md. */
  write: boolean;
}

/**
 * Measures the delivery of notifications on each database, compared with bare undici and BullMQ. Prints the results.
 */
export async function benchNotifications(options: NotificationBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pop-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const loadBefore = loadavg()[0]!.toFixed(1);
  const versions: string[] = [];
  const results = new Map<string, NotificationResult>();
  try {
    note('compiling');
    const built = buildServers(ROOT, folder);
    const sink = await childServer(join(built, 'bench/peers/notification-sink.js'), { name: 'sink', folder, env: {} });
    const base = { sinkUrl: sink.url, rates: RATES, seconds: options.seconds, backlog: options.backlog };
    const measure = async (label: string, program: string, plan: NotificationPlan): Promise<void> => {
      note(label);
      results.set(label, await measureSender(built, { program, plan }));
    };
    await measure(UNDICI, 'notify-undici', base);
    await withRedis(folder, async ({ url, version }) => {
      versions.push(`Redis ${version}`);
      await measure(BULLMQ, 'notify-bullmq', { ...base, redisUrl: url });
    });
    await withDatabases(async (name, { url, db }) => {
      await fillForNotifications(db, { applications: notificationsOf(base), sinkUrl: sink.url, now: Date.now() });
      versions.push(await describe(name, db));
      await measure(`gateway, ${name}`, 'notify-gateway', { ...base, databaseUrl: url });
    });
    await sink.stop();
    const report = renderNotifications(machineLine(options, { versions, loadBefore }), results);
    console.log(`\n${report}\n`);
    if (options.write) await writeBetweenMarkers(join(ROOT, 'bench/README.md'), 'notifications', report);
  } finally {
    await stopMysqlServer();
  }
}

async function withRedis(folder: string, work: (redis: { url: string; version: string }) => Promise<void>) {
  const redis = await redisServer(folder);
  if (!redis) return note('NO redis-server ON THE PATH: BULLMQ IS LEFT OUT');
  try {
    await work(redis);
  } finally {
    await redis.stop();
  }
}

async function withDatabases(work: (name: string, database: TestDatabase) => Promise<void>): Promise<void> {
  for (const [name, kind] of [['SQLite', sqlite] as const, ['MariaDB', mysqlDatabase] as const]) {
    if (!(await kind.available())) {
      note(`NO SERVER: ${name.toUpperCase()} IS LEFT OUT`);
      continue;
    }
    const database = await kind.create();
    try {
      await work(name, database);
    } finally {
      await database.close();
    }
  }
}

/**
 * Gives the version of a database and how durable its commits are. A private server is set up for tests, so it is first
 * made as durable as in production.
 */
async function describe(name: string, db: Knex): Promise<string> {
  if (name === 'SQLite') {
    const [row] = (await db.raw('select sqlite_version() as version')) as [{ version: string }];
    return `SQLite ${row.version} (synchronous = FULL)`;
  }
  if (!process.env['TEST_MYSQL_URL']) await db.raw('set global innodb_flush_log_at_trx_commit = 1');
  const [row] = (await db.raw(
    'select version() as version, @@global.innodb_flush_log_at_trx_commit as flush, @@global.innodb_doublewrite as twice',
  )) as [{ version: string; flush: number; twice: unknown }];
  const { version, flush, twice } = row;
  return `${version} (innodb_flush_log_at_trx_commit = ${flush}, innodb_doublewrite = ${String(twice)})`;
}

function machineLine(
  { seconds, backlog }: NotificationBenchOptions,
  { versions, loadBefore }: { versions: string[]; loadBefore: string },
): string {
  return [
    machine(loadBefore),
    versions.join(', '),
    `each rate for ${seconds} s, a backlog of ${backlog.toLocaleString('en')} over 50 accounts.`,
  ].join('; ');
}

function note(text: string): void {
  console.error(`bench, ${Math.round(performance.now() / 1000)} s: ${text}`);
}
