import assert from 'node:assert/strict';
import { partnerAt } from '../../support/cluster/partner-client.js';
import { type GatewaysWorld, newPartner } from '../../support/cluster/cluster-world.js';

const ROUNDS = 50;

/** Requests of which only one may win, sent to all gateways at once. */
export function testRaces(world: GatewaysWorld): void {
  it('makes one application of three orders at once with fail_on_dup, and names it to the others', async () => {
    const partner = await newPartner(world, '/races');
    const clients = world.gateways.map(({ url }) => partnerAt(url, partner));
    for (let round = 0; round < ROUNDS; round += 1) {
      const email = `ada-${round}@example.com`;
      const replies = await Promise.all(clients.map((client) => client.order({ email, fail_on_dup: true })));
      assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409, 409], JSON.stringify(replies));
      assert.equal(new Set(replies.map(({ body }) => body.application_id)).size, 1);
    }
    assert.equal((await world.nodes[0]!('applications').where({ account_id: partner.accountId })).length, ROUNDS);
  });

  it('takes one of three submissions at once', async () => {
    const partner = await newPartner(world, '/submissions');
    const clients = world.gateways.map(({ url }) => partnerAt(url, partner));
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      const { body } = await clients[round % 3]!.order({ email: `ada-${round}@example.com` });
      const replies = await Promise.all(clients.map((client) => client.submit(body.app_link_full)));
      assert.equal(replies.filter(({ status }) => status === 200).length, 1, JSON.stringify(replies));
      assert.ok(replies.every(({ status }) => [200, 409, 410].includes(status)));
    }
  });
}
