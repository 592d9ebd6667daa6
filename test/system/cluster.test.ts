import { connect } from '../../db/connection/connect.js';
import { startCluster } from '../support/cluster/galera-cluster.js';
import { makeFolder, startProcess } from '../support/process.js';
import { seedOf } from '../support/seed.js';
import { startWebhookReceiver } from '../support/webhook-receiver.js';
import { catchUp, type GatewaysWorld } from '../support/cluster/cluster-world.js';
import { testCrashLedger } from './cluster/crash-ledger.js';
import { testLists } from './cluster/lists.js';
import { testNodes } from './cluster/nodes.js';
import { testQuorum } from './cluster/quorum.js';
import { testRaces } from './cluster/races.js';
import { testNodesBehind } from './cluster/nodes-behind.js';

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

// The nodes are started once, since that takes as long as the tests.
describe('a cluster of three nodes, with a process at each', () => {
  const world = { nodes: [], gateways: [] } as unknown as GatewaysWorld;

  before(async function () {
    this.timeout(240_000);
    const cluster = await startCluster();
    if (cluster === undefined) return this.skip();
    world.cluster = cluster;
    const first = connect(cluster.urlsOf('mysql')[0]!);
    await first.raw('create database pop');
    await first.destroy();
    world.nodes = cluster.urlsOf('pop').map((url) => connect(url, { log: SILENT }));
    world.seed = seedOf(world.nodes[0]!);
    await catchUp(world);
  });
  after(async () => {
    await Promise.all(world.nodes.map((node) => node.destroy()));
    await world.cluster?.stop();
  });

  testNodes(world);

  describe('whose processes are gateways with sync=true', () => {
    let remove: () => Promise<void>;

    before(async function () {
      this.timeout(120_000);
      const made = await makeFolder();
      remove = made.remove;
      world.receiver = await startWebhookReceiver((arrival, response) =>
        world.answer ? world.answer(arrival, response) : void response.end('ok'),
      );
      world.gateways = await Promise.all(
        world.cluster.urlsOf('pop').map((url) =>
          startProcess({
            DATABASE_URL: `${url}?sync=true`,
            NOTIFY_ALLOW_CIDRS: '127.0.0.0/8',
            OUTBOX_DIR: made.folder,
          }),
        ),
      );
    });
    after(async () => {
      await Promise.all(world.gateways.map((gateway) => gateway.stop()));
      await world.receiver?.close();
      await remove?.();
    });

    testRaces(world);
    testNodesBehind(world);
    testLists(world);
    testCrashLedger(world);
    testQuorum(world);
  });
});
