import { type Knex } from 'knex';
import { connect } from '../../db/connection/connect.js';
import { migrate } from '../../db/migrate.js';
import { catchUp, type ClusterWorld } from '../../test/support/cluster/cluster-world.js';
import { startCluster } from '../../test/support/cluster/galera-cluster.js';
import { type GaleraProxy, startGaleraProxy } from '../../test/support/cluster/galera-proxy.js';
import { startRestartableServer } from '../../test/support/mysql-server.js';
import { seedOf } from '../../test/support/seed.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/support/webhook-receiver.js';
import { type ChildServer } from '../support/child-server.js';
import { type ServerParts, startGateway } from '../support/start-servers.js';

export const NODES = [0, 1, 2];
export const ONE_NODE = 'one server';
export const PROXY = 'proxy';
export const withSync = (node: number): string => `node-${node}-sync`;
export const withoutSync = (node: number): string => `node-${node}`;

const SCHEMA = 'pop';
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** Three nodes, HAProxy before them, and beside them a server that is no cluster. */
export interface BenchWorld extends ClusterWorld {
  /** The server that is no cluster. */
  plain: Knex;
  proxy: GaleraProxy;
  receiver: WebhookReceiver;
  /** Its databases are those that gateways can be started on, by the names above. */
  parts: ServerParts;
  version: string;
}

/** Starts everything for `work`, and ends it afterwards. */
export async function withBenchWorld(
  program: Omit<ServerParts, 'databases'>,
  work: (world: BenchWorld) => Promise<void>,
): Promise<void> {
  const ends: (() => Promise<unknown>)[] = [];
  const kept = <T>(made: T | undefined, end: (made: T) => Promise<unknown>): T => {
    if (made === undefined) throw new Error('This needs mariadbd, galera-4, rsync and haproxy.');
    ends.unshift(() => end(made));
    return made;
  };
  try {
    const cluster = kept(await startCluster(), (made) => made.stop());
    const server = kept(await startRestartableServer(), (made) => made.stop());
    for (const url of [cluster.urlsOf('mysql')[0]!, server.urlOf('mysql')]) await createSchema(url);
    const nodeUrls = cluster.urlsOf(SCHEMA);
    const connected = [...nodeUrls, server.urlOf(SCHEMA)].map((url) =>
      kept(connect(url, { log: SILENT }), (made) => made.destroy()),
    );
    const [nodes, plain] = [connected.slice(0, -1), connected.at(-1)!];
    // The servers are set up for tests. A confirmed order is on the device here, on each of them.
    for (const db of connected) await db.raw('set global innodb_flush_log_at_trx_commit = 1');
    for (const db of [nodes[0]!, plain]) await migrate(db);
    await catchUp({ nodes });
    const proxy = kept(await startGaleraProxy(nodeUrls), (made) => made.stop());
    await waitUntil('all nodes', async () => (await proxy.nodesUp()).length === nodes.length);
    const receiver = kept(await startWebhookReceiver(), (made) => made.close());
    const databases = new Map<string, string>().set(ONE_NODE, server.urlOf(SCHEMA)).set(PROXY, proxy.url);
    for (const node of NODES) {
      databases.set(withSync(node), `${nodeUrls[node]!}?sync=true`).set(withoutSync(node), nodeUrls[node]!);
    }
    const [found] = await plain.raw<{ version: string }[]>('select version() as version');
    const { version } = found!;
    const parts = { ...program, databases };
    await work({ cluster, nodes, seed: seedOf(nodes[0]!), plain, proxy, receiver, parts, version });
  } finally {
    for (const end of ends) await end();
  }
}

async function createSchema(url: string): Promise<void> {
  const db = connect(url);
  await db.raw(`create database ${SCHEMA}`);
  await db.destroy();
}

/** Starts gateways on these databases for `work`, and stops them afterwards. */
export async function withGateways<Result>(
  { parts }: BenchWorld,
  databases: readonly string[],
  work: (gateways: ChildServer[]) => Promise<Result>,
): Promise<Result> {
  const gateways: ChildServer[] = [];
  try {
    for (const database of databases) {
      gateways.push(await startGateway(parts, database, { NOTIFY_ALLOW_CIDRS: '127.0.0.0/8' }));
    }
    for (const { url } of gateways) await untilReady(url);
    return await work(gateways);
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
  }
}

/** Waits until a gateway has its database. */
export async function untilReady(url: string): Promise<void> {
  await waitUntil('a gateway that is ready', async () => (await fetch(`${url}/readyz`)).ok, { withinMs: 60_000 });
}
