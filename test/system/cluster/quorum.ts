import assert from 'node:assert/strict';
import { type ServerResponse } from 'node:http';
import { callAs, partnerAt, type PartnerReply } from '../../support/cluster/partner-client.js';
import { type TestPartner } from '../../support/seed.js';
import { waitUntil } from '../../support/wait-until.js';
import { type GatewaysWorld, idsOf, newPartner } from '../../support/cluster/cluster-world.js';

/** As many as one gateway sends at once for an account. */
const UNDER_WAY = 8;
const PATH = '/quorum';

/** Two nodes of three are lost. The third then takes no requests, until one of them is back. */
export function testQuorum(world: GatewaysWorld): void {
  it('answers 503 while the cluster has no quorum, goes on afterwards, and sends nothing twice', async () => {
    const partner = await newPartner(world, PATH);
    const held: ServerResponse[] = [];
    world.answer = ({ path }, response) => void (path === PATH ? held.push(response) : response.end('ok'));
    const [first] = world.gateways;
    const { order, submit } = partnerAt(first!.url, partner);
    for (let sent = 0; sent < UNDER_WAY; sent += 1) {
      const { body } = await order({ email: `ada-${sent}@example.com` });
      assert.equal((await submit(body.app_link_full)).status, 200);
    }
    const { body: kept } = await order({ email: 'kept@example.com' });
    await waitUntil('all under way', () => held.length === UNDER_WAY);

    await Promise.all([1, 2].map((node) => world.cluster.takeAway(node, 'SIGKILL')));
    await waitUntil('the loss of the quorum', async () => {
      const reads = await world.nodes[0]!('users')
        .first()
        .then(
          () => true,
          () => false,
        );
      return !reads;
    });
    // They were received, and this cannot be recorded now.
    world.answer = undefined;
    for (const response of held) response.end('ok');
    for (const answers of await Promise.all([1, 2].map(() => askAll(partner, kept.app_link_full)))) {
      assert.deepEqual(new Set(answers), new Set([503]), answers.join());
    }

    await Promise.all([1, 2].map((node) => world.cluster.bringBack(node)));
    for (const { url } of world.gateways) {
      await waitUntil('a gateway that is ready', async () => (await fetch(`${url}/readyz`)).ok, { withinMs: 60_000 });
    }
    for (const { url } of world.gateways) {
      const client = partnerAt(url, partner);
      const { status, body } = await client.order({ email: 'after@example.com' });
      assert.deepEqual([status, (await client.submit(body.app_link_full)).status], [201, 200]);
    }
    const queued = () => world.nodes[0]!('notification_queue').where({ account_id: partner.accountId });
    await waitUntil('an empty queue', async () => (await queued()).length === 0, { withinMs: 60_000 });
    const received = idsOf(world.receiver.arrivals, PATH);
    assert.deepEqual([received.length, new Set(received).size], [UNDER_WAY + 3, UNDER_WAY + 3]);
    assert.deepEqual(
      world.gateways.map(({ child }) => child.exitCode),
      [null, null, null],
    );
  }).timeout(120_000);

  /** The statuses that all gateways give to what needs the database. */
  async function askAll(partner: TestPartner, link: string): Promise<number[]> {
    const replies = await Promise.all(
      world.gateways.flatMap(({ url }): Promise<{ status: number }>[] => {
        const client = partnerAt(url, partner);
        const asked: Promise<PartnerReply>[] = [
          client.order({ email: 'nobody@example.com' }, 'key'),
          client.list('status=all'),
          client.submit(link),
          callAs(partner.user, `${url}/v1/whoami`),
        ];
        const page = link.replace(/^.*(?=\/app_link\/)/, url);
        return [...asked, fetch(`${url}/readyz`), fetch(page)];
      }),
    );
    return replies.map(({ status }) => status);
  }
}
