import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { claimIdempotencyKey } from '../../db/applications/idempotency-keys.js';
import { connect } from '../../db/connection/connect.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { migrations } from '../../db/migrations/index.js';
import { type Cluster, startCluster } from '../support/galera-cluster.js';
import { runScript } from '../support/run-script.js';
import { seedOf, type TestPartner } from '../support/seed.js';

describe('a cluster of three nodes, with a process at each', () => {
  let cluster: Cluster | undefined;
  let nodes: Knex[];
  let partner: TestPartner;

  before(async function () {
    this.timeout(240_000);
    cluster = await startCluster();
    if (cluster === undefined) this.skip();
    const [server] = cluster.urlsOf('mysql');
    const first = connect(server!);
    await first.raw('create database pop');
    await first.destroy();
    nodes = cluster.urlsOf('pop').map((url) => connect(url));
    // A read that waits for what the other nodes have committed.
    for (const node of nodes) await node.raw('set statement wsrep_sync_wait = 1 for select 1');
  });
  after(async () => {
    await Promise.all((nodes ?? []).map((node) => node.destroy()));
    await cluster?.stop();
  });

  it('migrates once when all start at once on an empty schema', async () => {
    const replies = await Promise.all(cluster!.urlsOf('pop').map((url) => runScript('migrate.ts', url)));
    const applied = replies.flatMap((reply) => (JSON.parse(reply) as { applied: string[] }).applied);
    assert.deepEqual(
      applied.sort(),
      migrations.map(({ name }) => name),
    );
    partner = await seedOf(nodes[0]!).partner();
    for (const node of nodes) await node.raw('set statement wsrep_sync_wait = 1 for select 1');
  });

  const locks: { name: string; lock: (trx: Knex.Transaction) => Promise<unknown> }[] = [
    { name: 'the lock of an account', lock: (trx) => dialectOf(trx).lockRow(trx, 'accounts', partner.accountId) },
    {
      name: 'the claim of an idempotency key',
      lock: (trx) =>
        claimIdempotencyKey(trx, { accountId: partner.accountId, userId: '1', key: 'k' }, { requestHash: 'h', now: 1 }),
    },
  ];
  for (const { name, lock } of locks) {
    it(`commits one of two transactions that are open at two nodes: ${name}`, async () => {
      let open = 0;
      let meet!: () => void;
      const bothOpen = new Promise<void>((resolve) => (meet = resolve));
      const work = async (trx: Knex.Transaction): Promise<void> => {
        await lock(trx);
        if (++open === 2) meet();
        await bothOpen;
      };
      const two = nodes.slice(0, 2);
      const ends = await Promise.allSettled(two.map((node) => writeTransaction(node, work, { attempts: 1 })));
      const failed = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown);
      assert.equal(failed.length, 1);
      assert.ok(dialectOf(nodes[0]!).isRetryable(failed[0]), String(failed[0]));
    });
  }
});
