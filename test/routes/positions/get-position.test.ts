import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';

describeGateway('getPosition', (world) => {
  it('answers the position as the list does', async () => {
    const { user, accountId, positionId } = await world.seed.partner();
    const { body } = await world.call(user, 'getPosition', { account_id: accountId, position_id: positionId });
    const list = await world.call(user, 'listPositions', { account_id: accountId });
    assert.deepEqual(body, list.body.items[0]);
    assert.equal(body.position_id, positionId);
  });

  for (const { name, idOf } of [
    { name: 'of another account', idOf: async () => (await world.seed.partner()).positionId },
    { name: 'that nobody has', idOf: () => Promise.resolve('987654321') },
    { name: 'beyond what can be stored', idOf: () => Promise.resolve('18446744073709551615') },
  ]) {
    it(`does not know a position ${name}`, async () => {
      const { user, accountId } = await world.seed.partner();
      const reply = await world.call(user, 'getPosition', { account_id: accountId, position_id: await idOf() });
      assert.deepEqual([reply.status, reply.body.error_code, reply.body.detail], [404, 12, 'No such position.']);
    });
  }
});
