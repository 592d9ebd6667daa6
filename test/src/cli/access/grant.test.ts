import assert from 'node:assert/strict';
import { permissionsOf } from '../../../../db/accounts/permissions.js';
import { mayOnAccount, type Need } from '../../../../engine/permissions.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

const ACCOUNT = '10000001';

describeOnEachDatabase('pop grant', (createDatabase) => {
  async function start() {
    const { url, db } = await createDatabase();
    const cli = cliOn(url);
    await cli(['account', 'create', 'Acme', '--id', ACCOUNT]);
    await cli(['user', 'create', 'alice', '--kind', 'internal']);
    await cli(['user', 'create', 'acme', '--kind', 'partner']);
    const rows = (userId: string) => permissionsOf(db, userId);
    return { cli, rows };
  }

  it('gives an operator all but ordering, and a partner all but the config', async () => {
    const { cli, rows } = await start();
    const granted = await cli(['grant', 'alice', ACCOUNT, '--operator', '--json']);
    assert.deepEqual(granted.json(), {
      user: 'alice',
      account_id: ACCOUNT,
      permissions: [
        { permission: 'account-member', flags: ['read', 'write'] },
        { permission: 'partner-std', flags: ['read', 'write'] },
      ],
    });
    await cli(['grant', 'acme', ACCOUNT, '--partner']);
    const allowed = async (userId: string, partnerRequest: boolean) => {
      const held = await rows(userId);
      const needs: Need[] = ['read', 'write', 'add', 'configure'];
      return needs.filter((need) => mayOnAccount(held, ACCOUNT, { need, partnerRequest }) === 'yes');
    };
    assert.deepEqual(await allowed('1', false), ['read', 'write', 'configure']);
    assert.deepEqual(await allowed('1', true), ['read', 'write', 'configure']);
    assert.deepEqual(await allowed('2', true), ['read', 'write', 'add']);
  });

  it('refuses an operator who is not an internal user, and gives nothing', async () => {
    const { cli, rows } = await start();
    const { code, err } = await cli(['grant', 'acme', ACCOUNT, '--operator']);
    assert.deepEqual(
      [code, err],
      [1, 'error: acme is a user of kind partner, and an operator must be of kind internal.\n'],
    );
    assert.deepEqual(await rows('2'), []);
  });

  it('takes one way of naming permissions, and no mixture', async () => {
    const { cli, rows } = await start();
    for (const rest of [
      '',
      'account-member',
      '--partner --operator',
      '--operator partner-std write',
      '--operator partner-std',
      '--partner account-member read',
    ]) {
      const { code, err } = await cli(['grant', 'alice', ACCOUNT, ...rest.split(' ').filter(Boolean)]);
      assert.deepEqual(
        [code, err.includes('give either PERMISSION and FLAGS, or --partner, or --operator')],
        [2, true],
        rest,
      );
    }
    assert.deepEqual(await rows('1'), []);
  });
});
