import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { newOperator, type TestOperator } from '../../support/operator.js';

describeGateway('access in the console', (world) => {
  let admin: TestOperator;
  before(async () => {
    admin = await newOperator(world, 'admin');
  });

  const access = async (accountId: string) => (await admin.ask('adminGetAccess', { account_id: accountId })).body;
  const missing = async (accountId: string) =>
    (await access(accountId)).readiness
      .filter(({ ok }: { ok: boolean }) => !ok)
      .map(({ check }: { check: string }) => check);

  it('says in words what the partner of an account lacks, until nothing is missing', async () => {
    const accountId = await world.seed.account();
    assert.deepEqual(await missing(accountId), ['user', 'permissions', 'credential', 'url', 'position']);
    const made = await admin.ask('adminCreatePartnerUser', { account_id: accountId }, { body: { name: 'acme-bot' } });
    assert.deepEqual([made.status, made.headers['cache-control']], [201, 'no-store']);
    assert.deepEqual(await missing(accountId), ['url', 'position']);
    const user = { name: 'acme-bot', password: made.body.password as string };
    assert.equal((await world.call(user, 'listPositions', { account_id: accountId })).status, 200);
    const again = await admin.ask('adminCreatePartnerUser', { account_id: accountId }, { body: { name: 'acme-bot' } });
    assert.equal(again.status, 409);
    const { text } = await admin.ask('adminGetAccess', { account_id: accountId });
    assert.ok(!text.includes(user.password));
  });

  it('is changed by whoever has read it last, and tells others who came first', async () => {
    const { accountId, user } = await world.seed.partner();
    const named = { account_id: accountId, user_id: user.userId };
    const { version } = (await access(accountId)).users[0];
    const set = (flags: string[], tag?: string) =>
      admin.ask('adminSetAccess', named, {
        body: { permissions: [{ permission: 'account-member', flags }] },
        headers: tag === undefined ? {} : { 'if-match': tag },
      });
    assert.equal((await set(['read'])).status, 428);
    const changed = await set(['read', 'write'], `"${version}"`);
    assert.equal(changed.headers['etag'], `"${changed.body.version}"`);
    assert.deepEqual(changed.body.permissions, [{ permission: 'account-member', flags: ['read', 'write'] }]);
    const late = await set(['read'], `"${version}"`);
    assert.deepEqual([late.status, late.body.error_code], [412, 19]);
    assert.deepEqual([late.body.changed.user, late.body.changed.version], [admin.name, changed.body.version]);
    assert.equal((await set(['read'], 'W/"1"')).status, 400);
    assert.deepEqual((await access(accountId)).users[0].permissions, changed.body.permissions);
  });

  it('lets one of two savers win who save at the same moment', async () => {
    const { accountId, user } = await world.seed.partner();
    const { version } = (await access(accountId)).users[0];
    const save = (flags: string[]) =>
      admin.ask('adminSetAccess', { account_id: accountId, user_id: user.userId }, {
        body: { permissions: [{ permission: 'partner-std', flags }] },
        headers: { 'if-match': `"${version}"` },
      }); // prettier-ignore
    const replies = await Promise.all([save(['read']), save(['write'])]);
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 412]);
  });

  it('has signing secrets, each shown once and three at most', async () => {
    const { accountId } = await world.seed.partner();
    const named = { account_id: accountId };
    const made = [];
    for (let i = 0; i < 3; i += 1) made.push((await admin.ask('adminAddSigningSecret', named)).body);
    assert.equal((await admin.ask('adminAddSigningSecret', named)).status, 409);
    const { body, text } = await admin.ask('adminListSigningSecrets', named);
    const prints = made.map(({ fingerprint }) => fingerprint as string);
    assert.deepEqual(body.items.map(({ fingerprint }: { fingerprint: string }) => fingerprint), prints); // prettier-ignore
    assert.ok(made.every(({ secret }) => !text.includes(secret as string)));
    const remove = () => admin.ask('adminRemoveSigningSecret', { ...named, fingerprint: prints[0]! });
    assert.deepEqual([(await remove()).status, (await remove()).status], [204, 404]);
  });

  it('is unknown for an account that is', async () => {
    for (const id of ['999999', '18446744073709551615']) {
      assert.equal((await admin.ask('adminGetAccess', { account_id: id })).status, 404);
    }
  });
});
