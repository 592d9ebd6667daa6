import assert from 'node:assert/strict';
import { newCredential } from '../../routes/accounts/new-credential.js';
import { startGateway } from '../support/app.js';
import { describeGateway } from '../support/gateway.js';
import { type TestUser } from '../support/seed.js';
import { TEST_NOW } from '../support/test-now.js';

describeGateway('a sign-in after many failures', (world) => {
  it('answers 429 with Retry-After, and lets a verified password through', async () => {
    // The throttle must not affect the other tests, so this gateway is not the shared one.
    const gateway = await startGateway(world.db);
    try {
      const { user, accountId } = await world.seed.partner();
      const [good, bad] = [user, { ...user, password: 'wrong' }];
      const list = (by: TestUser) => gateway.call(by, 'listPositions', { account_id: accountId });
      assert.equal((await list(good)).status, 200);
      const statuses: number[] = [];
      for (let i = 0; i < 11; i += 1) statuses.push((await list(bad)).status);
      assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429]);
      const throttled = await list(bad);
      assert.match(String(throttled.headers['retry-after']), /^([1-9]|[1-5][0-9]|60)$/);
      const { error_code, detail } = throttled.body as { error_code: number; detail: string };
      assert.equal(error_code, 429);
      assert.match(detail, /^Too many failed sign-ins .* Try again in \d+ s; until then no password is checked\.$/);
      const onCommandFace = await gateway.command(bad, { command: 'position_get' });
      assert.deepEqual([onCommandFace.status, (onCommandFace.body as { error_code: number }).error_code], [429, 429]);
      assert.equal((await list(good)).status, 200);
      const other = await world.seed.partner();
      const { status } = await gateway.call(other.user, 'listPositions', { account_id: other.accountId });
      assert.equal(status, 200);
    } finally {
      await gateway.close();
    }
  });

  it('lets in with a credential that was added since, and counts anew', async () => {
    const gateway = await startGateway(world.db);
    try {
      const { user, accountId } = await world.seed.partner();
      const list = async (password: string) =>
        (await gateway.call({ ...user, password }, 'listPositions', { account_id: accountId })).status;
      for (let i = 0; i < 10; i += 1) assert.equal(await list('wrong'), 401);
      assert.deepEqual([await list('wrong'), await list(user.password)], [429, 429]);
      await newCredential(world.db, { userId: user.userId, label: 'new', password: 'new', now: TEST_NOW, cost: 4 });
      assert.deepEqual([await list('new'), await list('wrong')], [200, 401]);
    } finally {
      await gateway.close();
    }
  });
});
