import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopMysqlServer } from '../test/support/mysql-server.js';
import { mysqlDatabase, sqlite, type TestDatabase } from '../test/support/databases.js';
import { buildServers } from './support/build-servers.js';
import { flood, type FloodResult } from './support/flood.js';
import { loadTool } from './support/load.js';
import { machine } from './support/machine.js';
import { measure } from './support/measure.js';
import { renderReport, writeBetweenMarkers } from './support/report.js';
import { type PageSize, scenarios } from './support/scenarios.js';
import { rowsFor, seed } from './support/seed.js';
import { type ServerParts, startGateway, startPeer, startServers } from './support/start-servers.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const CONNECTIONS = 16;

export interface HttpBenchOptions {
  seconds: number;
  rounds: number;
  /** The number of open applications of the account that the requests ask for. */
  open: number;
  limits: PageSize[];
  floodSeconds: number;
  /** Whether to write the results into bench/README.md. */
  write: boolean;
}

/** Measures the gateway and its peers over HTTP, and the gateway in a flood of wrong passwords. Prints the results. */
export async function benchHttp(options: HttpBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pop-bench-'));
  // The folder is removed at the exit, so that an interrupted run also leaves nothing.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const loadBefore = loadavg()[0]!.toFixed(1);
  const databases = new Map<string, TestDatabase>();
  try {
    note('compiling');
    const built = buildServers(ROOT, folder);
    note('filling the databases');
    databases.set('SQLite', await sqlite.create());
    if (await mysqlDatabase.available()) databases.set('MariaDB', await mysqlDatabase.create());
    const data = { applications: rowsFor(options.open), now: Date.now() };
    await Promise.all([...databases].map(([name, database]) => fill(name, database, data)));
    const parts = { built, folder, databases: new Map([...databases].map(([name, { url }]) => [name, url])) };
    const report = await run(parts, options, { applications: data.applications, loadBefore });
    console.log(`\n${report}\n`);
    if (options.write) await writeBetweenMarkers(join(ROOT, 'bench/README.md'), 'http', report);
    note('done');
  } finally {
    await Promise.all([...databases.values()].map((database) => database.close()));
    await stopMysqlServer();
  }
}

async function fill(name: string, database: TestDatabase, data: { applications: number; now: number }): Promise<void> {
  const db = database.another({ poolSize: 1 });
  // The rows are known to be valid, and to check each of them takes most of the time.
  if (name === 'MariaDB') await db.raw('set session unique_checks = 0, foreign_key_checks = 0');
  await seed(db, data);
}

interface Circumstances {
  applications: number;
  loadBefore: string;
}

async function run(parts: ServerParts, options: HttpBenchOptions, circumstances: Circumstances): Promise<string> {
  const tool = loadTool();
  const { servers, etag, pages } = await startServers(parts);
  const { gateways, ...peers } = servers;
  const all = scenarios(servers, { etag, limits: options.limits });
  note(`${all.length} variants, ${options.rounds} rounds of ${options.seconds} s after one of 1 s, by ${tool.name}`);
  const measured = await measure(all, {
    ...options,
    tool,
    connections: CONNECTIONS,
    onRound: (round) => note(round === 0 ? 'warming up' : `round ${round}`),
  });
  await Promise.all([...Object.values(peers), ...gateways.values()].map((server) => server.stop()));
  const floods = await runFloods(parts, { pages, seconds: options.floodSeconds });
  return renderReport({ machine: machineLine(options, { ...circumstances, tool: tool.name }), measured, floods });
}

function machineLine({ open, rounds, seconds }: HttpBenchOptions, run: Circumstances & { tool: string }): string {
  return [
    machine(run.loadBefore),
    `${run.tool}, ${CONNECTIONS} connections, medians of ${rounds} rounds of ${seconds} s`,
    `${open.toLocaleString('en')} open applications of the account among ${run.applications.toLocaleString('en')} rows.`,
  ].join('; ');
}

/** Starts a new server for each flood, so that no user has been verified and no failure has been counted. */
async function runFloods(parts: ServerParts, { pages, seconds }: { pages: string; seconds: number }) {
  const results: FloodResult[] = [];
  for (const database of parts.databases.keys()) {
    for (const addresses of [1, 200]) {
      const label = `gateway, ${database}, from ${addresses === 1 ? 'one address' : `${addresses} addresses`}`;
      note(`flood: ${label}`);
      const server = await startGateway(parts, database);
      results.push(await flood(server, { label, addresses, seconds }));
      await server.stop();
    }
  }
  if (parts.databases.has('MariaDB')) {
    note('flood: naive');
    const server = await startPeer(parts, 'naive-express', pages);
    results.push(await flood(server, { label: 'naive, MariaDB, from one address', addresses: 1, seconds }));
    await server.stop();
  }
  return results;
}

function note(text: string): void {
  console.error(`bench, ${Math.round(performance.now() / 1000)} s: ${text}`);
}
