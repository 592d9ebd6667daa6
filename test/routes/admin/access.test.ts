import assert from 'node:assert/strict';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { keepLastTest } from '../../../db/notifications/notification-accounts.js';
import { describeGateway } from '../../support/gateway.js';
import { newOperator, type TestOperator } from '../../support/operator.js';
import { seedNotification } from '../../support/seed-notification.js';
import { TEST_NOW } from '../../support/test-now.js';

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
    assert.deepEqual(await missing(accountId), ['user', 'permissions', 'credential', 'url', 'position', 'test']);
    const made = await admin.ask('adminCreatePartnerUser', { account_id: accountId }, { body: { name: 'acme-bot' } });
    assert.deepEqual([made.status, made.headers['cache-control']], [201, 'no-store']);
    assert.deepEqual(await missing(accountId), ['url', 'position', 'test']);
    const user = { name: 'acme-bot', password: made.body.password as string };
    assert.equal((await world.call(user, 'listPositions', { account_id: accountId })).status, 200);
    const again = await admin.ask('adminCreatePartnerUser', { account_id: accountId }, { body: { name: 'acme-bot' } });
    assert.equal(again.status, 409);
    const { text } = await admin.ask('adminGetAccess', { account_id: accountId });
    assert.ok(!text.includes(user.password));
  });

  it('says when the last test notification was sent and what came back', async () => {
    const owner = await world.seed.partner();
    const { accountId } = owner;
    const tested = (at: number, status: number | null, fault: string | null = null) =>
      writeTransaction(world.db, (trx) => keepLastTest(trx, accountId, { at, status, fault }));
    const last = async () =>
      (await access(accountId)).readiness.find(({ check }: { check: string }) => check === 'test');
    assert.deepEqual(await last(), { check: 'test', ok: false, detail: 'none was sent yet' });
    await seedNotification(world.db, owner, { state: 'delivered' });
    const delivered = 'none was sent, but notifications were delivered';
    assert.deepEqual(await last(), { check: 'test', ok: true, detail: delivered });
    await tested(TEST_NOW, null, 'connection refused');
    const at = '2026-03-10T12:00:00.000Z';
    assert.deepEqual(await last(), { check: 'test', ok: false, detail: 'no answer: connection refused', at });
    await tested(TEST_NOW, 200);
    assert.deepEqual(await last(), { check: 'test', ok: true, detail: 'answered 200', at });
    // It was sent before the one that is kept, and took longer.
    await tested(TEST_NOW - 1, 503);
    assert.deepEqual((await last()).detail, 'answered 200');
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
