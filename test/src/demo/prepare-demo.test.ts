import assert from 'node:assert/strict';
import { listCredentials, revokeCredential } from '../../../db/accounts/credentials.js';
import { findUser, setUserActive } from '../../../db/accounts/users.js';
import { prepareDemo } from '../../../src/demo/prepare-demo.js';
import { sqlite } from '../../support/databases.js';
import { TEST_NOW } from '../../support/test-now.js';

describe('prepareDemo', () => {
  it('tells, at each start, which users of a demo can sign in although others reach the gateway', async () => {
    const { db, close } = await sqlite.create();
    const prepare = async (settings: { demo: boolean; reachable: boolean }) =>
      (await prepareDemo(db, { ...settings, demoPassword: 'demo-pass', now: TEST_NOW, newId: () => 'id' })).exposed;
    const inOpen = { demo: false, reachable: true };
    assert.deepEqual(await prepare(inOpen), []);
    assert.deepEqual(await prepare({ demo: true, reachable: true }), []);
    assert.deepEqual(await prepare({ demo: false, reachable: false }), []);
    const all = ['demo-partner', 'demo-internal', 'demo-admin', 'demo-operator'];
    assert.deepEqual([await prepare(inOpen), await prepare(inOpen)], [all, all]);
    await setUserActive(db, (await findUser(db, 'demo-internal'))!.userId, false);
    const { userId } = (await findUser(db, 'demo-admin'))!;
    const [credential] = await listCredentials(db, userId);
    await revokeCredential(db, { userId, credentialId: credential!.credentialId, now: TEST_NOW });
    assert.deepEqual(await prepare(inOpen), ['demo-partner', 'demo-operator']);
    await close();
  });
});
