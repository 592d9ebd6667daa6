import assert from 'node:assert/strict';
import { newLedger, startClients } from '../../support/cluster/ledger.js';
import { partnerAt } from '../../support/cluster/partner-client.js';
import { type GatewaysWorld, newPartner } from '../../support/cluster/cluster-world.js';

const ORDERS = 300;

/** Lists that are read at one gateway, while others store rows through the other nodes. */
export function testLists(world: GatewaysWorld): void {
  it('skips nothing that was stored when the first page was asked for, and shows nothing twice', async () => {
    const partner = await newPartner(world, '/lists');
    const { list } = partnerAt(world.gateways[0]!.url, partner);
    const others = world.gateways.slice(1).map(({ url }) => url);
    const ledger = newLedger();
    const stored = () => ledger.orders.flatMap(({ applicationId }) => applicationId ?? []);
    const plans = others.flatMap((url, index) => [
      { partner, orderAt: url },
      { partner, orderAt: url, submitAt: others[1 - index] },
    ]);
    const stop = startClients(ledger, plans);
    const copy = new Set<string>();
    let copiedAt = 0;
    try {
      let lists = 0;
      while (stored().length < ORDERS) {
        const before = stored();
        const seen = await walk('status=all&limit=7');
        assert.equal(new Set(seen).size, seen.length, 'nothing twice');
        assert.deepEqual(
          before.filter((id) => !seen.includes(id)),
          [],
          `list ${(lists += 1)}`,
        );
        await follow();
      }
    } finally {
      await stop();
    }
    await follow();
    assert.deepEqual(
      stored().filter((id) => !copy.has(id)),
      [],
      'a copy that follows the changes has all',
    );

    async function walk(query: string): Promise<string[]> {
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { status, body } = await list(query + cursor);
        assert.equal(status, 200, JSON.stringify(body));
        seen.push(...body.items.map((item: { application_id: string }) => item.application_id));
        if (!body.has_more) return seen;
        cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`;
      }
    }

    /** What docs/integrating.md tells partners to do. */
    async function follow(): Promise<void> {
      const since = new Date(Math.max(0, copiedAt - 60_000)).toISOString();
      copiedAt = Date.now();
      for (const id of await walk(`status=all&limit=100&updated_since=${encodeURIComponent(since)}`)) copy.add(id);
    }
  }).timeout(60_000);
}
