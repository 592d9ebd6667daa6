import assert from 'node:assert/strict';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { setPositionRetired } from '../../../../db/positions/positions.js';
import { type Schema } from '../../../../routes/documented.js';
import { describeGateway } from '../../../support/gateway.js';
import { type SignedIn, signedInOperator } from '../../../support/signed-in-operator.js';
import { TEST_NOW } from '../../../support/test-now.js';

describeGateway('the positions in the console', (world) => {
  let viewer: SignedIn;
  before(async () => {
    viewer = await signedInOperator(world, 'viewer');
  });

  const list = async (query = '') => (await viewer.get(`positions${query}`)).body as Schema<'AdminPositionPage'>;

  it('are listed, the newest first, with retired ones and those that nobody may order, a page at a time', async () => {
    assert.deepEqual(await list(), { items: [] });
    const accounts = [await world.seed.account(), await world.seed.account()];
    const ordered = await world.seed.position(accounts);
    const retired = await world.seed.position([], { aname: 'Pilot' });
    await writeTransaction(world.db, (trx) => setPositionRetired(trx, retired, TEST_NOW));
    const updated = new Date(TEST_NOW).toISOString();
    const same = { languages: ['eng', 'fra'], version: 1 };
    const { items, next_cursor: none } = await list();
    assert.equal(none, undefined);
    assert.deepEqual(
      items.map(({ updated: at, retired: since, ...item }) => ({
        ...item,
        at: Date.parse(at) === Date.parse(updated),
        since: since !== null,
      })),
      [
        { position_id: retired, aname: 'Pilot', ...same, accounts: 0, at: true, since: true },
        { position_id: ordered, aname: 'Customer Service', ...same, accounts: 2, at: true, since: false },
      ],
    );
    const first = await list('?limit=1');
    assert.deepEqual([first.items.length, first.next_cursor], [1, retired]);
    const second = await list(`?limit=1&cursor=${first.next_cursor}`);
    assert.deepEqual([second.items[0]!.position_id, second.next_cursor], [ordered, undefined]);
  });

  for (const query of ['?limit=0', '?limit=201', '?cursor=x', '?cursor=99999999999999999999']) {
    it(`are refused for ${query}`, async () => assert.equal((await viewer.get(`positions${query}`)).status, 400));
  }
});
