import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AtEachNodeOptions, measureAtEachNode } from './cluster/at-each-node.js';
import { withBenchWorld } from './cluster/bench-world.js';
import { renderCluster } from './cluster/cluster-report.js';
import { killWriter } from './cluster/killed-writer.js';
import { CLIENTS, measureThroughput } from './cluster/throughput.js';
import { buildServers } from './support/build-servers.js';
import { machine } from './support/machine.js';
import { writeBetweenMarkers } from './support/report.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const ORDERS_PER_SECOND = 50;

export interface ClusterBenchOptions extends AtEachNodeOptions {
  /** The duration of one measurement of throughput. */
  seconds: number;
  rounds: number;
  /** How long orders come before the writer is killed, after it, and after its return. */
  steadySeconds: number;
  /** Whether to write the results into bench/README.md. */
  write: boolean;
}

/** Measures gateways on three nodes of Galera: speed, failures, and what may happen once only. Prints the results. */
export async function benchCluster(options: ClusterBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pop-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const loadBefore = loadavg()[0]!.toFixed(1);
  note('compiling');
  const program = { built: buildServers(ROOT, folder), folder };
  note('starting the nodes');
  await withBenchWorld(program, async (world) => {
    note('throughput');
    const throughput = await measureThroughput(world, options);
    note('a gateway at each node: races, notifications, restart of the nodes');
    const atEachNode = await measureAtEachNode(world, options);
    note('killed writer');
    const killed = await killWriter(world, { ...options, perSecond: ORDERS_PER_SECOND });
    const { version } = world;
    const report = renderCluster(machineLine(options, { version, loadBefore }), { throughput, killed, ...atEachNode });
    console.log(`\n${report}\n`);
    if (options.write) await writeBetweenMarkers(join(ROOT, 'bench/README.md'), 'cluster', report);
    note('done');
  });
}

function machineLine(
  { rounds, seconds }: ClusterBenchOptions,
  { version, loadBefore }: { version: string; loadBefore: string },
): string {
  return [
    machine(loadBefore),
    `${version} (innodb_flush_log_at_trx_commit = 1, innodb_doublewrite = 0)`,
    `${CLIENTS} clients, medians of ${rounds} rounds of ${seconds} s.`,
  ].join('; ');
}

function note(text: string): void {
  console.error(`bench, ${Math.round(performance.now() / 1000)} s: ${text}`);
}
