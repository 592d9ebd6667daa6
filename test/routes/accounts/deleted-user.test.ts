import assert from 'node:assert/strict';
import { createUser, deleteUser, renameUser } from '../../../db/accounts/users.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('a deleted user', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const remove = ({ userId, name }: { userId: string; name: string }) =>
    writeTransaction(world.db, (trx) => deleteUser(trx, { userId, name }, TEST_NOW));
  const whoami = (user: { name: string; password: string }) => world.resource(user, 'GET', '/v1/whoami');

  it('can no longer sign in, at the next request', async () => {
    assert.equal((await whoami(partner.user)).status, 200);
    await remove(partner.user);
    assert.equal((await whoami(partner.user)).status, 401);
  });

  it('gives nothing to a new user of its name: no password, permission or idempotency key', async () => {
    const { name, password } = partner.user;
    const path = `/v1/accounts/${partner.accountId}/assessments`;
    const order = { body: { position_id: partner.positionId }, headers: { 'Idempotency-Key': 'the-same' } };
    const first = await world.resource(partner.user, 'POST', path, order);
    await remove(partner.user);
    const userId = (await createUser(world.db, { name, kind: 'partner', now: TEST_NOW }))!;
    assert.equal((await whoami({ name, password })).status, 401);
    // Even with the same password.
    await newCredential(world.db, { userId, label: 'new', password, now: TEST_NOW, cost: 4 });
    assert.deepEqual((await whoami({ name, password })).body.accounts, []);
    assert.equal((await world.resource({ name, password }, 'GET', path)).status, 403);
    await world.seed.grant({ userId }, partner.accountId);
    const second = await world.resource({ name, password }, 'POST', path, order);
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.notEqual(second.body.application_id, first.body.application_id);
  });

  it('is still named by the applications that it ordered', async () => {
    const other = await world.seed.user();
    await world.seed.grant(other, partner.accountId);
    const id = await world.seed.application(partner);
    await remove(partner.user);
    const { body } = await world.resource(other, 'GET', `/v1/accounts/${partner.accountId}/assessments/${id}`);
    assert.equal(body.user_id, partner.user.name);
  });

  it('differs from a renamed one, who signs in with the new name and keeps permissions and orders', async () => {
    const { userId, name, password } = partner.user;
    const id = await world.seed.application(partner);
    assert.equal((await whoami(partner.user)).status, 200);
    const renamed = { name: `${name}-eu`, password };
    assert.equal(await writeTransaction(world.db, (trx) => renameUser(trx, userId, renamed.name)), true);
    assert.equal((await whoami(partner.user)).status, 401);
    const { status, body } = await world.resource(
      renamed,
      'GET',
      `/v1/accounts/${partner.accountId}/assessments/${id}`,
    );
    assert.deepEqual([status, body.user_id], [200, renamed.name]);
  });
});
