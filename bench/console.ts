import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Dispatcher, request } from 'undici';
import { mysqlDatabase, sqlite } from '../test/support/databases.js';
import { stopMysqlServer } from '../test/support/mysql-server.js';
import { buildServers } from './support/build-servers.js';
import { type ChildServer } from './support/child-server.js';
import { type ConsoleFilling, fillForConsole, OPERATOR } from './support/fill-for-console.js';
import { median } from './support/median.js';
import { short, table, writeBetweenMarkers } from './support/report.js';
import { startGateway } from './support/start-servers.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const AIM_MS = 200;
const ASKED = 9;

/** What the screens ask for when they are opened, and the filters that operators use most. */
const VIEWS = [
  'overview',
  'figures?range=1h',
  'figures?range=7d',
  'accounts',
  'accounts?q=account+99',
  'accounts?trouble=true',
  'users',
  'users?q=partner-99',
  'applications',
  'applications?status=cancelled',
  'applications?q=nobody%40example.com',
  'notifications',
  'notifications?state=rejected',
  'notifications?fault=404',
  'positions',
  'audit',
  'audit?user=bench',
  'audit?object=application+500',
  'search?q=account+5',
];

export interface ConsoleBenchOptions extends Omit<ConsoleFilling, 'now'> {
  /** Whether to write the results into bench/README.md. */
  write: boolean;
}

interface ViewTimes {
  database: string;
  view: string;
  firstMs: number;
  medianMs: number;
  slowestMs: number;
}

/** Measures how long the gateway takes for what the console's screens read first. Prints the results. */
export async function benchConsole({ write, ...filling }: ConsoleBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pop-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const loadBefore = loadavg()[0]!.toFixed(1);
  const times: ViewTimes[] = [];
  try {
    const built = buildServers(ROOT, folder);
    for (const kind of [sqlite, mysqlDatabase]) {
      if (!(await kind.available())) continue;
      const database = await kind.create();
      const name = kind === sqlite ? 'SQLite' : 'MariaDB';
      try {
        console.error(`${name}: filling`);
        await fillForConsole(database.another(), { ...filling, now: Date.now() });
        const parts = { built, folder, databases: new Map([[name, database.url]]) };
        const server = await startGateway(parts, name, { PUBLIC_URL: 'http://127.0.0.1' });
        try {
          times.push(...(await timesOf(server, name)));
        } catch (error) {
          console.error(readFileSync(join(folder, `gateway-${name}.log`), 'utf8').slice(-4_000));
          throw error;
        } finally {
          await server.stop();
        }
        console.error(timesTable(times));
      } finally {
        await database.close();
      }
    }
  } finally {
    await stopMysqlServer();
  }
  const machine =
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]!.model.trim()}); ` +
    `Node ${process.versions.node}, load average before the run ${loadBefore}; ` +
    `${filling.accounts.toLocaleString('en')} accounts, ${filling.applications.toLocaleString('en')} applications.`;
  const report = `${machine}\n\n${timesTable(times)}`;
  console.log(`\n${report}\n`);
  if (write) await writeBetweenMarkers(join(ROOT, 'bench/README.md'), 'console', report);
}

async function timesOf(server: ChildServer, database: string): Promise<ViewTimes[]> {
  const cookie = await signIn(server);
  const times: ViewTimes[] = [];
  for (const view of VIEWS) {
    const asked: number[] = [];
    for (let turn = 0; turn < ASKED; turn++) {
      const begun = performance.now();
      const { statusCode, body } = await ask(server, view, { headers: { cookie } });
      const text = await body.text();
      asked.push(performance.now() - begun);
      if (statusCode !== 200) throw new Error(`${view}: ${statusCode} ${text}`);
    }
    const [firstMs] = asked;
    times.push({ database, view, firstMs: firstMs!, medianMs: median(asked), slowestMs: Math.max(...asked) });
  }
  return times;
}

/**
 * Signs in. A server that was just filled writes its pages to the device for a while yet, and a sign-in, which writes,
 * may wait for that longer than a statement may take. What is measured are reads of a server at rest.
 */
async function signIn(server: ChildServer, triesLeft = 60): Promise<string> {
  const { headers, statusCode, body } = await ask(server, 'session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(OPERATOR),
  });
  const text = await body.text();
  if (statusCode === 503 && triesLeft > 0) {
    console.error(`sign-in: 503, ${triesLeft} more tries`);
    await wait(5_000);
    return signIn(server, triesLeft - 1);
  }
  if (statusCode !== 200) throw new Error(`sign-in: ${statusCode} ${text}`);
  return String(headers['set-cookie']).split(';')[0]!;
}

const ask = (server: ChildServer, path: string, options: Partial<Dispatcher.RequestOptions>) =>
  request(`${server.url}/v1/admin/${path}`, options as Parameters<typeof request>[1]);

function timesTable(times: ViewTimes[]): string {
  const head = ['database', 'GET /v1/admin/…', 'first ms', 'median ms', 'slowest ms', `≤ ${AIM_MS} ms`];
  const rows = times.map(({ database, view, firstMs, medianMs, slowestMs }) => [
    ...[database, `\`${view}\``, short(firstMs), short(medianMs), short(slowestMs)],
    firstMs <= AIM_MS ? 'met' : 'not met',
  ]);
  return table(head, rows, 2);
}
