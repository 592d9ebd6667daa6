import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sqlite } from '../test/support/databases.js';
import { buildServers } from './support/build-servers.js';
import { distributedFlood, GUESSES_PER_SECOND, type GroupResult } from './support/distributed-flood.js';
import { table, writeBetweenMarkers } from './support/report.js';
import { seedPartners } from './support/seed-partners.js';
import { startGateway } from './support/start-servers.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

export interface SignInBenchOptions {
  seconds: number;
  /** Whether to write the results into bench/README.md. */
  write: boolean;
}

/** Measures how partners fare while others guess passwords from many addresses. Prints the results. */
export async function benchSignIn({ seconds, write }: SignInBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pop-bench-'));
  // The folder is removed at the exit, so that an interrupted run also leaves nothing.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const loadBefore = loadavg()[0]!.toFixed(1);
  const database = await sqlite.create();
  try {
    const built = buildServers(ROOT, folder);
    await seedPartners(database.another({ poolSize: 1 }), Date.now());
    const parts = { built, folder, databases: new Map([['SQLite', database.url]]) };
    const server = await startGateway(parts, 'SQLite', { TRUST_PROXY: 'loopback' });
    const { partners, guesses } = await distributedFlood(server, seconds);
    await server.stop();
    const machine =
      `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]!.model.trim()}); ` +
      `Node ${process.versions.node}, load average before the run ${loadBefore}; SQLite; ` +
      `${GUESSES_PER_SECOND} guesses/s for ${seconds} s.`;
    const got = `The guesses got ${[...guesses].map(([status, count]) => `${count} × ${status}`).join(', ')}.`;
    const report = [machine, partnerTable(partners), got].join('\n\n');
    console.log(`\n${report}\n`);
    if (write) await writeBetweenMarkers(join(ROOT, 'bench/README.md'), 'sign-in', report);
  } finally {
    await database.close();
  }
}

function partnerTable(groups: GroupResult[]): string {
  const head = ['partners', 'how many', 'requests', 'refused', 'refused twice in a row', 'slowest answer ms'];
  const rows = groups.map(({ label, partners, requests, refused, twiceInARow, slowestMs }) => [
    label,
    ...[partners, requests, refused, twiceInARow, Math.round(slowestMs)].map((figure) => String(figure)),
  ]);
  return table(head, rows, 1);
}
