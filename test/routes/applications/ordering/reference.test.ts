import assert from 'node:assert/strict';
import { claimReference, findByReference } from '../../../../db/applications/references.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { describeGateway } from '../../../support/gateway.js';
import { type TestPartner } from '../../../support/seed.js';
import { warmPool } from '../../../support/warm-pool.js';

describeGateway('createApplication with a reference', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const order = (more: object, by = partner, headers: Record<string, string> = {}) => {
    const body = { position_id: by.positionId, ...more };
    return world.call(by.user, 'createApplication', { account_id: by.accountId }, { body, headers });
  };
  const uniquely = (reference: string, by = partner) => order({ reference, reference_unique: true }, by);
  const shown = async (application_id: string, by = partner) =>
    (await world.call(by.user, 'getApplication', { account_id: by.accountId, application_id })).body;
  const byCommand = async (more: object, by = partner) => {
    const head = { command: 'application_create', partner_api: true, position_id: by.positionId };
    return (await world.command(by.user, { ...head, ...more })).body;
  };

  it('answers it with the order, with the application and in lists', async () => {
    const reference = 'REQ-17/🦉 "x"';
    const { body } = await order({ reference });
    assert.equal(body.reference, reference);
    assert.equal((await shown(body.application_id)).reference, reference);
    for (const query of ['', 'updated_since=2026-01-01']) {
      const account = { account_id: partner.accountId };
      const list = await world.call(partner.user, 'listApplications', account, { query });
      assert.equal(list.body.items[0].reference, reference);
    }
  });

  it('has no key for it where there is none', async () => {
    const { body } = await order({ reference: null, reference_unique: false });
    assert.equal('reference' in body, false);
    assert.equal('reference' in (await shown(body.application_id)), false);
  });

  it('takes the same one twice unless it must be unique', async () => {
    assert.equal((await order({ reference: 'r' })).status, 201);
    assert.equal((await order({ reference: 'r' })).status, 201);
  });

  it('refuses one that must be unique and is not, and names the application that has it', async () => {
    const first = await uniquely('r');
    const { status, body } = await uniquely('r');
    assert.deepEqual([status, body.error_code, body.application_id], [409, 13, first.body.application_id]);
    assert.match(body.detail as string, /reference/);
    assert.equal((await uniquely('R')).status, 201);
    const common = await order({ reference: 'common' });
    assert.equal((await uniquely('common')).body.application_id, common.body.application_id);
  });

  it('refuses it whatever has become of the application that has it', async () => {
    const first = await uniquely('r');
    const named = { account_id: partner.accountId, application_id: first.body.application_id as string };
    await world.call(partner.user, 'cancelApplication', named);
    assert.equal((await uniquely('r')).body.application_id, first.body.application_id);
  });

  it('takes it in another account', async () => {
    await uniquely('r');
    assert.equal((await uniquely('r', await world.seed.partner())).status, 201);
  });

  it('is free again after an order that was refused', async () => {
    const { status } = await order({ reference: 'r', reference_unique: true, fields: [{ n: 'a|b', v: 'x' }] });
    assert.equal(status, 400);
    assert.equal((await uniquely('r')).status, 201);
  });

  it('makes exactly one of 20 that are ordered at once', async () => {
    await warmPool(world.db);
    const replies = await Promise.all(Array.from({ length: 20 }, () => uniquely('r')));
    const statuses = replies.map(({ status }) => status).sort((a, b) => a - b);
    assert.deepEqual(statuses, [201, ...Array<number>(19).fill(409)]);
    assert.equal(new Set(replies.map(({ body }) => body.application_id as string)).size, 1);
    const rows = await world.db('applications').where({ account_id: partner.accountId });
    assert.equal(rows.length, 1);
  });

  it('lets the key decide where two looked before either was stored', async () => {
    const [first, second] = [await world.seed.application(partner), await world.seed.application(partner)];
    const claim = (applicationId: string) =>
      writeTransaction(world.db, (trx) =>
        claimReference(trx, { accountId: partner.accountId, reference: 'r', applicationId }),
      );
    assert.deepEqual([await claim(first), await claim(second), await claim(first)], [first, first, first]);
    assert.equal(await findByReference(world.db, { accountId: partner.accountId, reference: 'r' }), undefined);
    const { status, body } = await uniquely('r');
    assert.deepEqual([status, body.application_id], [409, first]);
    assert.equal((await world.db('applications').where({ account_id: partner.accountId })).length, 2);
  });

  it('comes after the idempotency key', async () => {
    const headers = { 'idempotency-key': 'k' };
    const first = await order({ reference: 'r', reference_unique: true }, partner, headers);
    const again = await order({ reference: 'r', reference_unique: true }, partner, headers);
    assert.deepEqual([again.status, again.text], [201, first.text]);
    const other = await order({ reference: 'q', reference_unique: true }, partner, headers);
    assert.deepEqual([other.status, other.body.error_code], [422, 11]);
  });

  it('asks for one that is to be unique', async () => {
    const { status, body } = await order({ reference_unique: true });
    assert.deepEqual([status, body.error_code], [400, 10]);
    assert.match(body.detail as string, /reference is required by reference_unique/);
  });

  const invalid = ['', ' ', ' x', 'x ', 'x\ny', 'x\u0000', `${'x'.repeat(101)}`, 7, '\ud800'];
  for (const reference of invalid) {
    it(`refuses ${JSON.stringify(reference)}, naming it`, async () => {
      const { status, body } = await order({ reference });
      assert.deepEqual([status, body.error_code, body.errors[0].pointer], [400, 11, '/reference']);
    });
  }

  it('takes a hundred characters of any kind', async () => {
    for (const reference of ['🦉'.repeat(100), 'é'.repeat(100)]) {
      assert.equal((await uniquely(reference)).body.reference, reference);
      assert.equal((await uniquely(reference)).status, 409);
    }
  });

  it('is no parameter of the command face: what has that name there is a field or means nothing', async () => {
    const first = await uniquely('r');
    const made = await byCommand({ reference: 'r', reference_unique: true });
    assert.equal(made.error_code, 0);
    assert.equal('reference' in made, false);
    assert.equal((await byCommand({ reference: ' '.repeat(200) })).error_code, 0);
    const customFields = [{ aname: 'reference', mandatory: true, partner: true }];
    const position_id = await world.seed.position([partner.accountId], { customFields });
    assert.equal((await byCommand({ position_id })).error_code, 1716);
    const { application_id } = await byCommand({ position_id, reference: 'REQ-17' });
    const detail = await shown(application_id as string);
    assert.deepEqual([detail.fields, detail.reference], [[{ reference: 'REQ-17' }], undefined]);
    const get = { command: 'application_get', partner_api: true, application_id: first.body.application_id };
    assert.equal('reference' in (await world.command(partner.user, get)).body, false);
    const list = await world.command(partner.user, { command: 'application_get', partner_api: true });
    assert.equal((list.body.application_list as object[]).filter((item) => 'reference' in item).length, 0);
  });

  it('is no field of the candidate on the resource face', async () => {
    const customFields = [{ aname: 'reference', mandatory: true, partner: true }];
    const position_id = await world.seed.position([partner.accountId], { customFields });
    assert.equal((await order({ position_id, reference: 'r' })).body.error_code, 1716);
    const { body } = await order({ position_id, reference: 'r', fields: [{ n: 'reference', v: 'f' }] });
    const detail = await shown(body.application_id as string);
    assert.deepEqual([detail.fields, detail.reference], [[{ reference: 'f' }], 'r']);
  });
});
