import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';

describeGateway('listPositions', (world) => {
  it('lists each position once, by id, with its languages in order', async () => {
    const { user, accountId, positionId } = await world.seed.partner();
    const second = await world.seed.account();
    await world.seed.grant(user, second);
    const shared = { aname: 'Sales', reportName: 'Sales Report', languages: ['sp2', 'eng'] };
    const third = await world.seed.position([accountId, second], shared);
    await world.seed.position([await world.seed.account()]);
    const first = {
      position_id: positionId,
      aname: 'Customer Service',
      report_name: 'Customer Service Report',
      languages: ['eng', 'fra'],
    };
    const sales = { position_id: third, aname: 'Sales', report_name: 'Sales Report', languages: ['sp2', 'eng'] };
    const ask = async (more: object) =>
      (await world.command(user, { command: 'position_get', partner_api: true, ...more })).body;
    const envelope = { error_code: 0, error_text: '', command_from: 'position_get' };
    assert.deepEqual(await ask({}), { ...envelope, count: 2, items: [first, sales] });
    assert.deepEqual(await ask({ account_id: second }), { ...envelope, count: 1, items: [sales] });
    const { body } = await world.call(user, 'listPositions', { account_id: accountId });
    assert.deepEqual(body, { count: 2, items: [first, sales] });
  });

  it('accepts paging parameters of any kind and does nothing with them', async () => {
    const { user } = await world.seed.partner();
    const paging = { max_count: 1, start_id: 'x', start_app_id: -1, start_acc_id: {}, start_date: 'soon' };
    const { body } = await world.command(user, { command: 'position_get', partner_api: true, ...paging });
    assert.deepEqual([body.error_code, body.count], [0, 1]);
  });
});
