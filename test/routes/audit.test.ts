import assert from 'node:assert/strict';
import { writeStatement } from '../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { describeGateway } from '../support/gateway.js';
import { type TestPartner, type TestUser } from '../support/seed.js';
import { TEST_NOW } from '../support/test-now.js';

interface Entry {
  at_ms: number;
  user_name: string;
  credential_id: string;
  operation: string;
  object: string;
  outcome: string;
  address: string;
  request_id: string;
}

describeGateway('the audit log', (world) => {
  let partner: TestPartner;
  let requests = 0;

  beforeEach(async () => {
    partner = await world.seed.partner();
    await writeStatement(world.db, (to) => to('audit_log').delete());
  });

  /** Sends a request with a new request id, and asserts that exactly this was noted. */
  async function noted(
    send: (headers: Record<string, string>) => Promise<unknown>,
    expected: Pick<Entry, 'operation' | 'object' | 'outcome'> | undefined,
    user: TestUser = partner.user,
  ): Promise<void> {
    await writeStatement(world.db, (to) => to('audit_log').delete());
    const id = `audit-${++requests}`;
    await send({ 'x-request-id': id });
    const entries = (await world.db('audit_log').select<Record<string, unknown>[]>()).map(({ id: _, ...rest }) => rest);
    const who = { user_name: user.name, credential_id: user.credentialId, at_ms: TEST_NOW };
    assert.deepEqual(entries, expected ? [{ ...who, ...expected, address: '127.0.0.1', request_id: id }] : []);
  }

  const byCommand = (headers: Record<string, string>, more: object = {}) =>
    world.command(
      partner.user,
      { command: 'application_create', partner_api: true, position_id: partner.positionId, ...more },
      headers,
    );
  const account = () => ({ account_id: partner.accountId });
  const newest = async () => String((await world.db('applications').max<{ id: string }[]>('id as id'))[0]!.id);

  it('notes a creation on either face', async () => {
    const next = async () => `application ${BigInt(await newest()) + 1n}`;
    await world.seed.application(partner);
    const entry = { operation: 'createApplication', outcome: 'ok' };
    await noted((headers) => byCommand(headers), { ...entry, object: await next() });
    const body = { position_id: partner.positionId };
    const byResource = (headers: Record<string, string>) =>
      world.call(partner.user, 'createApplication', account(), { body, headers });
    await noted(byResource, { ...entry, object: await next() });
  });

  const refusedCreations: [name: string, more: object, outcome: string][] = [
    ['an unknown language', { language_id: 'deu' }, 'invalid-parameter'],
    ['a missing e-mail address', { fail_on_dup: true }, 'missing-parameter'],
    ['a duplicate', { fail_on_dup: true, email: 'ada@example.com' }, 'duplicate-application'],
    ['another account', { account_id: '1' }, 'unknown-object'],
  ];
  for (const [name, more, outcome] of refusedCreations) {
    it(`notes a creation refused for ${name}`, async () => {
      await world.seed.application(partner);
      const object = `position ${partner.positionId}`;
      await noted((headers) => byCommand(headers, more), { operation: 'createApplication', object, outcome });
    });
  }

  it('notes a creation once, however often its idempotency key comes again', async () => {
    await byCommand({}, { idempotency_key: 'order-1' });
    await noted((headers) => byCommand(headers, { idempotency_key: 'order-1' }), undefined);
  });

  for (const [operation, body] of [
    ['cancelApplication', undefined],
    ['extendApplication', { expires: '2030-12-31' }],
  ] as const) {
    const send =
      (application_id: string, user = partner.user) =>
      (headers: Record<string, string>) =>
        world.call(user, operation, { ...account(), application_id }, { body, headers });

    it(`notes ${operation}`, async () => {
      const id = await world.seed.application(partner);
      await noted(send(id), { operation, object: `application ${id}`, outcome: 'ok' });
    });

    it(`notes ${operation} refused for what became of the application`, async () => {
      const done = { state: APPLICATION_STATES.completed, completedAt: TEST_NOW };
      const id = await world.seed.application(partner, done);
      await noted(send(id), { operation, object: `application ${id}`, outcome: 'already-submitted' });
    });

    it(`notes ${operation} refused for want of a permission, by whom`, async () => {
      const reader = await world.seed.user();
      await world.seed.grant(reader, partner.accountId, { 8: 'r', 16: 'r' });
      const id = await world.seed.application(partner);
      const expected = { operation, object: `application ${id}`, outcome: 'not-enough-permissions' };
      await noted(send(id, reader), expected, reader);
    });

    it(`notes ${operation} of an unknown application`, async () => {
      await noted(send('987654321'), { operation, object: 'application 987654321', outcome: 'unknown-object' });
    });
  }

  it('notes a change of the config by its keys, never its values', async () => {
    const staff = await world.seed.user({ kind: 'internal' });
    await world.seed.grant(staff, partner.accountId, { 8: 'rw' });
    const send =
      (fields: object[], user = staff) =>
      (headers: Record<string, string>) =>
        world.call(user, 'setAccountConfig', account(), { body: { fields }, headers });
    const entry = { operation: 'setAccountConfig', object: `account ${partner.accountId}` };
    const fields = [
      { key: 'auth', value: 'me:hidden' },
      { key: 'cmp', value: '0' },
    ];
    await noted(send(fields), { ...entry, object: `${entry.object}: auth, cmp`, outcome: 'ok' }, staff);
    await noted(send([{ key: 'ver', value: '2' }]), { ...entry, outcome: 'invalid-parameter' }, staff);
    await noted(send(fields, partner.user), { ...entry, outcome: 'not-enough-permissions' });
    const many = Array.from({ length: 100 }, (_, i) => ({ key: `a_rather_long_key_${i}`, value: '1' }));
    await send(many)({});
    const [{ object } = { object: '' }] = await world.db('audit_log').where({ outcome: 'ok' }).select<Entry[]>();
    assert.equal(object.length, 255);
  });

  it('notes nothing that only reads', async () => {
    const application = { ...account(), application_id: await world.seed.application(partner) };
    const { user } = partner;
    await noted((headers) => world.call(user, 'getApplication', application, { headers }), undefined);
    await noted((headers) => world.call(user, 'listApplications', account(), { headers }), undefined);
    await noted((headers) => world.call(user, 'whoami', {}, { headers }), undefined);
  });

  it('is written in the transaction of the change: neither exists without the other', async () => {
    const id = await world.seed.application(partner);
    const application = { ...account(), application_id: id };
    await writeStatement(world.db, (to) => to.schema.renameTable('audit_log', 'audit_log_away'));
    try {
      const reply = await world.call(partner.user, 'cancelApplication', application);
      assert.equal(reply.status, 500);
      assert.equal((await byCommand({})).status, 500);
    } finally {
      await writeStatement(world.db, (to) => to.schema.renameTable('audit_log_away', 'audit_log'));
    }
    const shown = await world.call(partner.user, 'getApplication', application);
    assert.equal(shown.body.status, 'incomplete');
    assert.equal(await newest(), id);
  });
});
