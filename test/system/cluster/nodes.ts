import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { claimIdempotencyKey } from '../../../db/applications/idempotency-keys.js';
import { connect } from '../../../db/connection/connect.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { migrations } from '../../../db/migrations/index.js';
import { startGaleraProxy } from '../../support/cluster/galera-proxy.js';
import { runScript } from '../../support/run-script.js';
import { type TestPartner } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import { catchUp, type ClusterWorld } from '../../support/cluster/cluster-world.js';

/** What the database layer relies on at the nodes of a cluster. Its first test migrates the empty schema. */
export function testNodes(world: ClusterWorld): void {
  let partner: TestPartner;

  it('migrates once when all start at once on an empty schema', async () => {
    const replies = await Promise.all(world.cluster.urlsOf('pop').map((url) => runScript('migrate.ts', url)));
    const applied = replies.flatMap((reply) => (JSON.parse(reply) as { applied: string[] }).applied);
    assert.deepEqual(
      applied.sort(),
      migrations.map(({ name }) => name),
    );
    partner = await world.seed.partner();
    await catchUp(world);
  });

  it('reads at one node what was just committed at another, with sync=true', async () => {
    const [, second] = world.cluster.urlsOf('pop');
    const reader = connect(`${second}?sync=true`);
    try {
      await dialectOf(reader).checkServer(reader);
      for (let order = 0; order < 200; order += 1) {
        const id = await world.seed.application(partner);
        assert.deepEqual(await reader('applications').where({ id }).pluck('id'), [id]);
      }
    } finally {
      await reader.destroy();
    }
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
      const two = world.nodes.slice(0, 2);
      const ends = await Promise.allSettled(two.map((node) => writeTransaction(node, work, { attempts: 1 })));
      const failed = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown);
      assert.equal(failed.length, 1);
      assert.ok(dialectOf(world.nodes[0]!).isRetryable(failed[0]), String(failed[0]));
    });
  }

  it('goes through the proxy to one node, to another when that dies, and not back', async function () {
    const urls = world.cluster.urlsOf('pop');
    const proxy = await startGaleraProxy(urls);
    if (proxy === undefined) this.skip();
    const db = connect(proxy.url, { log: { warn() {}, error() {} } });
    const ports = urls.map((url) => Number(new URL(url).port));
    const nodeInUse = async (): Promise<number | undefined> => {
      const found = await db.raw<{ port: number }[]>('select @@port as port').catch(() => []);
      return found[0] && ports.indexOf(found[0].port);
    };
    const areUp = async (...up: number[]) => (await proxy.nodesUp()).join() === up.join();
    try {
      await waitUntil('all nodes', () => areUp(0, 1, 2));
      await waitUntil('the first node', async () => (await nodeInUse()) === 0);
      world.cluster.signal(0, 'SIGKILL');
      await waitUntil('the loss of the first node', () => areUp(1, 2));
      await waitUntil('the second node', async () => (await nodeInUse()) === 1);
      await waitUntil('the first node again', () => areUp(0, 1, 2), { withinMs: 60_000 });
      // It may be the third by now: the node that gives its data to the first one is not synced meanwhile.
      assert.notEqual(await waitUntil('a node in use', nodeInUse), 0);
    } finally {
      await db.destroy();
      await proxy.stop();
    }
  }).timeout(120_000);
}
