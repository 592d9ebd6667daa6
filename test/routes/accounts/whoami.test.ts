import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';

describeGateway('whoami', (world) => {
  it('tells the user, its kind and its permissions by account', async () => {
    const { user, accountId } = await world.seed.partner();
    const second = await world.seed.account({ name: 'Second' });
    await world.seed.grant(user, second, { 16: 'd', 8: 'w' });
    const { body } = await world.call(user, 'whoami');
    const none = { read: false, write: false, add: false, delete: false };
    const [first] = await world.db('accounts').where({ id: accountId }).pluck<string[]>('name');
    assert.deepEqual(body, {
      user_id: user.name,
      kind: 'partner',
      accounts: [
        {
          account_id: accountId,
          name: first,
          permissions: [
            { permission: 'account-member', bit: 8, ...none, read: true },
            { permission: 'partner-std', bit: 16, ...none, read: true, write: true, add: true },
          ],
        },
        {
          account_id: second,
          name: 'Second',
          permissions: [
            { permission: 'account-member', bit: 8, ...none, write: true },
            { permission: 'partner-std', bit: 16, ...none, delete: true },
          ],
        },
      ],
    });
  });

  it('answers a user who has nothing', async () => {
    const user = await world.seed.user({ kind: 'internal' });
    const { status, body } = await world.call(user, 'whoami');
    assert.equal(status, 200);
    assert.deepEqual(body, { user_id: user.name, kind: 'internal', accounts: [] });
  });

  it('needs credentials', async () => {
    const { status, body, headers } = await world.call(undefined, 'whoami');
    assert.equal(status, 401);
    assert.equal(body.error_code, 1);
    assert.equal(headers['www-authenticate'], 'Basic realm="POP Partner API", charset="UTF-8"');
  });
});
