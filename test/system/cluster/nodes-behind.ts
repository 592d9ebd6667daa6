import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { revokeCredential } from '../../../db/accounts/credentials.js';
import { revoke } from '../../../db/accounts/permissions.js';
import { setUserActive } from '../../../db/accounts/users.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { PERMISSIONS } from '../../../engine/permissions.js';
import { holdBack } from '../../support/cluster/hold-back.js';
import { partnerAt } from '../../support/cluster/partner-client.js';
import { type TestPartner } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import { type GatewaysWorld, newPartner } from '../../support/cluster/cluster-world.js';

type Revoke = (trx: Knex.Transaction, partner: TestPartner) => Promise<unknown>;

const REVOCATIONS: { name: string; take: Revoke; status: number }[] = [
  {
    name: 'a revoked credential',
    take: (trx, { user }) => revokeCredential(trx, { ...user, now: Date.now() }),
    status: 401,
  },
  { name: 'a disabled user', take: (trx, { user }) => setUserActive(trx, user.userId, false), status: 401 },
  {
    name: 'a permission that was taken away',
    take: (trx, { user, accountId }) => revoke(trx, user.userId, { accountId, permission: PERMISSIONS['partner-std'] }),
    status: 403,
  },
];

/** A node answers reads, but has not applied yet what the others have committed. Its gateway must wait for that. */
export function testNodesBehind(world: GatewaysWorld): void {
  /** Does `change` while a node is behind, and asks its gateway before the node may go on. */
  async function askBehind<Reply>(
    behind: number,
    change: () => Promise<unknown>,
    ask: () => Promise<Reply>,
  ): Promise<Reply> {
    const goOn = await holdBack(world.cluster.urlsOf('pop')[behind]!);
    try {
      await change();
      let answered = false;
      const asked = ask().finally(() => (answered = true));
      // Whoever does not wait has answered by now, or is about to.
      await waitUntil('the question at the node', async () => answered || (await isAsked(world.nodes[behind]!)));
      await goOn();
      return await asked;
    } finally {
      await goOn();
    }
  }

  for (const { name, take, status } of REVOCATIONS) {
    it(`refuses ${name} at every gateway from the next request on`, async () => {
      for (const behind of [0, 1, 2]) {
        const partner = await newPartner(world, '/behind');
        const [late, ...others] = [0, 1, 2].map((step) => {
          const { list } = partnerAt(world.gateways[(behind + step) % 3]!.url, partner);
          return async () => (await list('limit=1')).status;
        });
        const all = [late!, ...others];
        assert.deepEqual(await Promise.all(all.map((ask) => ask())), [200, 200, 200]);
        const node = world.nodes[(behind + 1) % 3]!;
        const change = () => writeTransaction(node, (trx) => take(trx, partner));
        assert.equal(await askBehind(behind, change, late!), status);
        assert.deepEqual(await Promise.all(all.map((ask) => ask())), [status, status, status]);
      }
    });
  }

  it('finds at every gateway what was confirmed at another: in lists, and behind a link', async () => {
    const partner = await newPartner(world, '/behind');
    for (const behind of [0, 1, 2]) {
      const [late, other] = [0, 1].map((step) => partnerAt(world.gateways[(behind + step) % 3]!.url, partner));
      let ordered: { application_id: string; app_link_full: string } | undefined;
      const order = async (): Promise<void> => {
        ({ body: ordered } = await other!.order({ email: 'ada@example.com' }));
      };
      const list = await askBehind(behind, order, () => late!.list('status=all'));
      assert.equal(list.body.items.at(-1).application_id, ordered!.application_id);
      assert.equal((await askBehind(behind, order, () => late!.submit(ordered!.app_link_full))).status, 200);
    }
  });
}

/** Whether the node was asked who signs in. It then waits, or has answered. */
async function isAsked(node: Knex): Promise<boolean> {
  const asked = await node('information_schema.processlist')
    .where('info', 'like', '%credentials%')
    .whereRaw('id <> connection_id()');
  return asked.length > 0;
}
