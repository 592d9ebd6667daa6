import assert from 'node:assert/strict';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { type Reply } from '../../../support/app.js';
import { describeGateway } from '../../../support/gateway.js';
import { type TestPartner } from '../../../support/seed.js';

describeGateway('createApplication with fail_on_dup', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const create = async (more: object = {}, by = partner): Promise<Reply['body']> => {
    const head = { command: 'application_create', partner_api: true, position_id: by.positionId };
    return (await world.command(by.user, { ...head, ...more })).body;
  };
  const strictly = (more: object, by?: TestPartner) => create({ fail_on_dup: true, ...more }, by);
  const count = async () => {
    const [{ n } = { n: 0 }] = await world
      .db('applications')
      .where({ account_id: partner.accountId })
      .count<{ n: number }[]>({ n: '*' });
    return n;
  };

  it('answers error 13 with the application that exists, and makes none', async () => {
    const first = await create({ email: 'ada@example.com' });
    const second = await strictly({ email: 'ada@example.com' });
    assert.deepEqual([second.error_code, second.application_id], [13, first.application_id]);
    assert.equal(await count(), 1);
  });

  it('answers 409 with the application on the resource face', async () => {
    const { application_id } = await create({ email: 'ada@example.com' });
    const body = { position_id: partner.positionId, email: 'ada@example.com', fail_on_dup: true };
    const reply = await world.call(partner.user, 'createApplication', { account_id: partner.accountId }, { body });
    assert.deepEqual([reply.status, reply.body.error_code, reply.body.application_id], [409, 13, application_id]);
    assert.equal(reply.headers.location, undefined);
  });

  const same: { name: string; first: object; second: object }[] = [
    {
      name: 'the field in the other form',
      first: { email: 'a@example.com' },
      second: { fields: [{ n: 'email', v: 'a@example.com' }] },
    },
    { name: 'another case', first: { email: 'Ada@Example.COM' }, second: { email: 'aDA@example.com' } },
    { name: 'spaces around it', first: { email: ' a@example.com' }, second: { email: 'a@example.com ' } },
    {
      name: 'app_email in place of the field',
      first: { email: 'a@example.com' },
      second: { app_email: 'a@example.com' },
    },
    { name: 'app_email both times', first: { app_email: 'A@example.com' }, second: { app_email: 'a@example.com' } },
    {
      name: 'app_email where the field is empty',
      first: { app_email: 'a@example.com', email: '' },
      second: { app_email: 'a@example.com' },
    },
    {
      name: 'the field, whatever app_email says',
      first: { email: 'a@example.com' },
      second: { email: 'a@example.com', app_email: 'b@example.com' },
    },
    {
      name: 'the domain in ASCII',
      first: { email: 'a@bücher.example' },
      second: { app_email: ' a@xn--bcher-kva.example' },
    },
    {
      name: 'the domain beyond ASCII',
      first: { app_email: 'A@xn--bcher-kva.example' },
      second: { email: 'a@BÜCHER.example' },
    },
    { name: 'letters outside ASCII', first: { email: 'ZOË@example.com' }, second: { email: 'zoë@example.com' } },
  ];
  for (const { name, first, second } of same) {
    it(`knows the candidate by ${name}`, async () => {
      const { application_id } = await create(first);
      const refused = await strictly(second);
      assert.deepEqual([refused.error_code, refused.application_id], [13, application_id]);
    });
  }

  const different: { name: string; first: object; second: object }[] = [
    { name: 'another address', first: { email: 'a@example.com' }, second: { email: 'b@example.com' } },
    {
      name: 'the field over app_email',
      first: { app_email: 'a@example.com' },
      second: { app_email: 'a@example.com', email: 'b@example.com' },
    },
    { name: 'an accent', first: { email: 'zoe@example.com' }, second: { email: 'zoë@example.com' } },
  ];
  for (const { name, first, second } of different) {
    it(`tells candidates apart by ${name}`, async () => {
      await create(first);
      assert.equal((await strictly(second)).error_code, 0);
    });
  }

  it('knows a candidate who was stored with the domain as it was given', async () => {
    const { application_id } = await create({ email: 'a@bücher.example' });
    const row = { candidate_email: 'a@bücher.example' };
    await writeStatement(world.db, (to) => to('applications').where({ id: application_id }).update(row));
    for (const email of ['a@bücher.example', 'a@xn--bcher-kva.example']) {
      assert.equal((await strictly({ email })).application_id, application_id, email);
    }
  });

  it('looks only at the same position and the same account', async () => {
    await create({ email: 'ada@example.com' });
    const otherPosition = await world.seed.position([partner.accountId]);
    assert.equal((await strictly({ email: 'ada@example.com', position_id: otherPosition })).error_code, 0);
    const other = await world.seed.partner();
    assert.equal((await strictly({ email: 'ada@example.com' }, other)).error_code, 0);
  });

  it('asks for an e-mail address', async () => {
    for (const more of [{}, { email: ' ', app_full_name: 'Ada' }, { email: null, app_email: null }]) {
      const body = await strictly(more);
      assert.equal(body.error_code, 10);
      assert.match(body.error_text, /email/);
    }
    assert.equal(await count(), 0);
  });

  it('makes the second one when it is off', async () => {
    await create({ email: 'ada@example.com' });
    assert.equal((await create({ email: 'ada@example.com', fail_on_dup: false })).error_code, 0);
    assert.equal(await count(), 2);
  });

  it('makes exactly one of 50 that are ordered at once', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => strictly({ email: 'ada@example.com' })));
    const codes = replies.map((body) => body.error_code as number).sort((a, b) => a - b);
    assert.deepEqual(codes, [0, ...Array<number>(49).fill(13)]);
    assert.equal(new Set(replies.map((body) => body.application_id as string)).size, 1);
    assert.equal(await count(), 1);
  });

  it('makes exactly one of 50 at once that come by both faces and several users', async () => {
    const users = [partner.user, await world.seed.user(), await world.seed.user()];
    for (const user of users.slice(1)) await world.seed.grant(user, partner.accountId);
    const { positionId: position_id, accountId: account_id } = partner;
    const order = { position_id, email: 'ada@example.com', fail_on_dup: true };
    const codes = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const by = { ...partner, user: users[i % users.length]! };
        if (i % 2 === 0) return (await create(order, by)).error_code as number;
        const reply = await world.call(by.user, 'createApplication', { account_id }, { body: order });
        return reply.status === 201 ? 0 : (reply.body.error_code as number);
      }),
    );
    assert.deepEqual(
      codes.sort((a, b) => a - b),
      [0, ...Array<number>(49).fill(13)],
    );
    assert.equal(await count(), 1);
  });
});
