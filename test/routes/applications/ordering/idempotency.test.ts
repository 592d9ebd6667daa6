import assert from 'node:assert/strict';
import { savePosition } from '../../../../db/positions/positions.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeGateway } from '../../../support/gateway.js';
import { FULL, type TestPartner } from '../../../support/seed.js';
import { TEST_NOW } from '../../../support/test-now.js';

describeGateway('createApplication with an idempotency key', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const byCommand = (idempotency_key: string, more: object = {}, by = partner) =>
    world.command(by.user, {
      command: 'application_create',
      partner_api: true,
      account_id: by.accountId,
      position_id: by.positionId,
      idempotency_key,
      ...more,
    });
  const byResource = (key: string, more: object = {}, by = partner) =>
    world.call(
      by.user,
      'createApplication',
      { account_id: by.accountId },
      { body: { position_id: by.positionId, ...more }, headers: { 'idempotency-key': key } },
    );
  const count = async () => {
    const [{ n } = { n: 0 }] = await world
      .db('applications')
      .where({ account_id: partner.accountId })
      .count<{ n: number }[]>({ n: '*' });
    return n;
  };

  it('gives the first reply again, and makes none', async () => {
    const first = await byCommand('order-1', { email: 'ada@example.com' });
    world.clock.now += 3_600_000;
    const second = await byCommand('order-1', { email: 'ada@example.com' });
    assert.equal(first.body.error_code, 0);
    assert.equal(second.text, first.text);
    assert.equal(await count(), 1);
  });

  it('gives the first reply again on the resource face, with status and address', async () => {
    const first = await byResource('order-1', { email: 'ada@example.com' });
    const second = await byResource('order-1', { email: 'ada@example.com' });
    assert.deepEqual([second.status, second.text, second.headers.location], [201, first.text, first.headers.location]);
    assert.equal(await count(), 1);
  });

  it('says in a header that the reply is the first one again', async () => {
    const replayed = async (send: typeof byCommand, key: string, more?: object) =>
      (await send(key, more)).headers['idempotent-replayed'];
    for (const [send, key] of [
      [byCommand, 'order-1'],
      [byResource, 'order-2'],
    ] as const) {
      const results = [
        await replayed(send, key),
        await replayed(send, key),
        await replayed(send, key, { is_test: true }),
      ];
      assert.deepEqual(results, [undefined, 'true', undefined]);
    }
    assert.equal(await replayed(byResource, 'order-1', undefined), 'true');
  });

  it('is refused beside more parameters than can be compared, and is not used by that', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`unknown_${index}`, index]));
    const { body } = await byCommand('order-1', many);
    assert.deepEqual(
      [body.error_code, body.error_text],
      [11, 'idempotency_key: must not be sent with more than 1000 parameters'],
    );
    assert.equal((await byCommand('order-1', { unknown: null })).body.error_code, 0);
    assert.equal((await byCommand('order-1')).body.error_code, 0);
    assert.equal(await count(), 1);
  });

  it('means the same on both faces, and in both forms of the fields', async () => {
    const order = { language_id: 'fra', app_phone: '15550100', app_full_name: 'Ada' };
    const { body } = await byCommand('order-1', {
      email: 'ada@example.com',
      is_test: false,
      app_email: null,
      ...order,
    });
    const fields = [
      { n: 'app_full_name', v: 'Ada' },
      { n: 'email', v: 'ada@example.com' },
    ];
    const again = await byResource('order-1', { fields, app_phone: '15550100', language_id: 'fra' });
    assert.equal(again.body.application_id, body.application_id);
    assert.equal(await count(), 1);
  });

  it('takes a field for the same as a number, as its text, and beside one that is null', async () => {
    const { body } = await byCommand('order-1', {
      fields: [
        { n: 'x', v: 7 },
        { n: 'y', v: true },
      ],
    });
    const again = await byCommand('order-1', {
      fields: [
        { n: 'z', v: null },
        { n: 'x', v: '7' },
        { n: 'y', v: 'true' },
      ],
    });
    assert.equal(again.body.application_id, body.application_id);
  });

  const changes: { name: string; change: (positionId: string) => Promise<unknown> }[] = [
    {
      name: 'the languages and required fields of the position',
      change: (positionId) =>
        writeTransaction(world.db, (trx) =>
          savePosition(trx, {
            positionId,
            aname: 'Customer Service',
            reportName: 'Customer Service Report',
            languages: ['spa', 'fra'],
            customFields: [{ aname: 'unit', caption: {}, mandatory: true, partner: true, applicant: false }],
            now: TEST_NOW,
          }),
        ),
    },
    {
      name: 'what the account may order',
      change: (positionId) =>
        writeStatement(world.db, (to) => to('account_positions').where({ position_id: positionId }).delete()),
    },
  ];
  for (const { name, change } of changes) {
    it(`gives the first reply again, and refuses another order, whatever has changed since: ${name}`, async () => {
      const first = await byCommand('order-1', { email: 'ada@example.com' });
      const resource = await byResource('order-2', { language_id: 'eng' });
      await change(partner.positionId);
      assert.equal((await byCommand('order-1', { email: 'ada@example.com' })).text, first.text);
      assert.equal((await byResource('order-2', { language_id: 'eng' })).text, resource.text);
      const other = await byCommand('order-1', { email: 'bob@example.com' });
      assert.match(other.body.error_text, /idempotency_key/);
      assert.notEqual((await byCommand('order-3', { email: 'ada@example.com' })).body.error_code, 0);
    });
  }

  it('takes a parameter and a field of its name for different things', async () => {
    await byCommand('order-1', { app_phone: '15550100' });
    assert.equal((await byCommand('order-1', { fields: [{ n: 'app_phone', v: '15550100' }] })).body.error_code, 11);
  });

  it('compares parameters that it does not know, and that mean nothing without a key', async () => {
    const order = { email: 'ada@example.com', sent_at: '2026-03-10T12:00:00Z' };
    const first = await byCommand('order-1', order);
    assert.equal(first.body.error_code, 0);
    assert.equal((await byCommand('order-1', order)).text, first.text);
    const other = await byCommand('order-1', { ...order, sent_at: '2026-03-10T12:00:01Z' });
    assert.equal(other.body.error_code, 11);
    assert.match(other.body.error_text, /idempotency_key/);
  });

  it('comes before the test for a duplicate', async () => {
    const order = { email: 'ada@example.com', fail_on_dup: true };
    const first = await byCommand('order-1', order);
    assert.equal((await byCommand('order-1', order)).text, first.text);
    assert.equal((await byCommand('order-2', order)).body.error_code, 13);
  });

  const others: [string, object][] = [
    ['another candidate', { email: 'bob@example.com' }],
    ['another language', { email: 'ada@example.com', language_id: 'fra' }],
    ['the language named that is the default', { email: 'ada@example.com', language_id: 'eng' }],
    ['a trial', { email: 'ada@example.com', is_test: true }],
    ['a mail to the candidate', { email: 'ada@example.com', app_email: 'ada@example.com' }],
    ['a message to the candidate', { email: 'ada@example.com', app_phone: '15550100' }],
    ['an address for the notification', { email: 'ada@example.com', app_url: 'https://p.example/[___APP_ID___]' }],
    ['a test for duplicates', { email: 'ada@example.com', fail_on_dup: true }],
    ['one field more', { email: 'ada@example.com', app_full_name: 'Ada' }],
  ];
  for (const [name, order] of others) {
    it(`is refused with another request: ${name}`, async () => {
      await byCommand('order-1', { email: 'ada@example.com' });
      const command = await byCommand('order-1', order);
      assert.equal(command.body.error_code, 11);
      assert.match(command.body.error_text, /idempotency_key/);
      const resource = await byResource('order-1', order);
      assert.deepEqual([resource.status, resource.body.error_code], [422, 11]);
      assert.equal(await count(), 1);
    });
  }

  it('is refused for another position', async () => {
    await byCommand('order-1');
    const position_id = await world.seed.position([partner.accountId]);
    assert.equal((await byCommand('order-1', { position_id })).body.error_code, 11);
  });

  it('is separate for each user', async () => {
    const user = await world.seed.user();
    await world.seed.grant(user, partner.accountId);
    const first = await byCommand('order-1');
    const other = await byCommand('order-1', {}, { ...partner, user });
    assert.equal(other.body.error_code, 0);
    assert.notEqual(other.body.application_id, first.body.application_id);
  });

  it('is separate for each account', async () => {
    const second = await world.seed.partner();
    await world.seed.grant(partner.user, second.accountId, FULL);
    const first = await byCommand('order-1');
    const other = await byCommand('order-1', {}, { ...second, user: partner.user });
    assert.equal(other.body.error_code, 0);
    assert.notEqual(other.body.application_id, first.body.application_id);
  });

  it('differs by case', async () => {
    const [first, second] = [await byCommand('Order'), await byCommand('order')];
    assert.notEqual(second.body.application_id, first.body.application_id);
  });

  it('is not used up by a refused request', async () => {
    assert.equal((await byCommand('order-1', { language_id: 'deu' })).body.error_code, 11);
    assert.equal((await byCommand('order-1', { fail_on_dup: true })).body.error_code, 10);
    assert.equal((await byCommand('order-1')).body.error_code, 0);
  });

  it('may have 255 visible characters and no more', async () => {
    assert.equal((await byCommand('~'.repeat(255))).body.error_code, 0);
    assert.equal((await byResource('!'.repeat(255))).status, 201);
    for (const key of ['x'.repeat(256), 'a b', '']) {
      const reply = await byResource(key);
      assert.deepEqual([reply.status, reply.body.error_code], [400, 11], key);
    }
  });

  it('makes one application of 50 equal requests at once, and 50 equal replies', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => byCommand('order-1', { email: 'a@example.com' })),
    );
    assert.deepEqual(new Set(replies.map(({ text }) => text)).size, 1);
    assert.equal(replies[0]!.body.error_code, 0);
    assert.equal(await count(), 1);
  });

  it('makes one application of 50 at once on the resource face', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => byResource('order-1', { email: 'a@example.com' })),
    );
    assert.deepEqual([...new Set(replies.map(({ status, text }) => `${status} ${text}`))].length, 1);
    assert.equal(replies[0]!.status, 201);
    assert.equal(await count(), 1);
  });
});
