import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('listApplications with filters', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
    world.clock.now = TEST_NOW;
  });

  const order = async (more: object, by = partner): Promise<string> => {
    const body = { position_id: by.positionId, ...more };
    const reply = await world.call(by.user, 'createApplication', { account_id: by.accountId }, { body });
    assert.equal(reply.status, 201, reply.text);
    return reply.body.application_id as string;
  };
  const list = async (query: Record<string, string>) => {
    const { accountId: account_id, user } = partner;
    const options = { query: new URLSearchParams(query).toString() };
    return (await world.call(user, 'listApplications', { account_id }, options)).body;
  };
  const idsOf = (body: { items: { application_id: string }[] }) => body.items.map((item) => item.application_id);
  const found = async (query: Record<string, string>) => idsOf(await list(query));

  const spellings: [string, object, string][] = [
    ['as it was ordered', { email: 'ada@example.com' }, 'ada@example.com'],
    ['in another case', { email: 'Ada@Example.com' }, 'aDA@example.COM'],
    ['with blanks around it', { email: 'ada@example.com' }, ' ada@example.com '],
    ['by its domain in ASCII', { email: 'ada@bücher.example' }, 'ada@xn--bcher-kva.example'],
    ['by its domain beyond ASCII', { email: 'ada@xn--bcher-kva.example' }, 'ada@BÜCHER.example'],
    ['with a plus', { email: 'ada+test@example.com' }, 'ada+test@example.com'],
    ['that only the invitation had', { app_email: 'ada@example.com' }, 'ada@example.com'],
    [
      'in its field, whatever the invitation had',
      { email: 'a@example.com', app_email: 'b@example.com' },
      'a@example.com',
    ],
  ];
  for (const [name, more, email] of spellings) {
    it(`finds a candidate by an address ${name}`, async () => {
      const id = await order(more);
      await order({ email: 'other@example.com' });
      assert.deepEqual(await found({ email }), [id]);
    });
  }

  it('finds an order by exactly its reference', async () => {
    const id = await order({ reference: 'REQ-17/ä +%' });
    for (const reference of ['req-17/ä +%', 'REQ-17/a +%', 'REQ-17']) await order({ reference });
    const body = await list({ reference: 'REQ-17/ä +%' });
    assert.deepEqual(idsOf(body), [id]);
    assert.equal(body.items[0].reference, 'REQ-17/ä +%');
  });

  it('finds the applications of a position', async () => {
    const position_id = await world.seed.position([partner.accountId]);
    const id = await order({ position_id });
    await order({});
    assert.deepEqual(await found({ position_id }), [id]);
    assert.deepEqual(await found({ position_id: '18446744073709551615' }), []);
  });

  it('finds only what has all that is asked for, in the status that is asked for', async () => {
    const who = { email: 'ada@example.com', reference: 'r' };
    const [id, cancelled] = [await order(who), await order(who)];
    const named = { account_id: partner.accountId, application_id: cancelled };
    assert.equal((await world.call(partner.user, 'cancelApplication', named)).status, 200);
    await order({ ...who, reference: 'q' });
    await order({ ...who, email: 'bob@example.com' });
    await order({ ...who, position_id: await world.seed.position([partner.accountId]) });
    const filter = { ...who, position_id: partner.positionId };
    assert.deepEqual(await found(filter), [id]);
    assert.deepEqual(await found({ ...filter, status: 'completed' }), []);
    assert.deepEqual(await found({ ...filter, status: 'all' }), [id, cancelled]);
    assert.deepEqual(await found({ ...filter, status: 'all', updated_since: '2026-01-01' }), [id, cancelled]);
    assert.deepEqual(await found({ ...filter, updated_since: '2026-03-11' }), []);
  });

  it('can be walked by the Link header and by next_cursor, in both orders', async () => {
    const ids = [await order({ reference: 'r' }), await order({ reference: 'r' }), await order({ reference: 'r' })];
    await order({ reference: 'q' });
    for (const more of [{}, { updated_since: '2026-01-01' }]) {
      const query = { reference: 'r', limit: '2', ...more };
      const first = await list(query);
      assert.deepEqual(idsOf(first), ids.slice(0, 2));
      assert.deepEqual(await found({ ...query, cursor: first.next_cursor as string }), ids.slice(2));
      const { accountId: account_id, user } = partner;
      const options = { query: new URLSearchParams(query).toString() };
      const { headers } = await world.call(user, 'listApplications', { account_id }, options);
      const next = /^<([^>]+)>; rel="next"$/.exec(headers.link as string)![1]!;
      assert.deepEqual(idsOf((await world.resource(user, 'GET', next)).body), ids.slice(2));
    }
  });

  it('finds nothing of another account', async () => {
    const other = await world.seed.partner();
    await order({ email: 'ada@example.com', reference: 'r' }, other);
    assert.deepEqual(await found({ email: 'ada@example.com' }), []);
    assert.deepEqual(await found({ reference: 'r' }), []);
    assert.deepEqual(await found({ position_id: other.positionId }), []);
  });

  const refused: [string, Record<string, string>, string, RegExp][] = [
    ['a plus that was not escaped', { email: 'ada test@example.com' }, '/query/email', /%2B/],
    ['an empty address', { email: '' }, '/query/email', /e-mail/],
    ['an empty reference', { reference: '' }, '/query/reference', /1 to 100 characters/],
    ['a reference that no order may have', { reference: 'x ' }, '/query/reference', /blank/],
    ['a position that is no id', { position_id: '01' }, '/query/position_id', /id/],
  ];
  for (const [name, query, pointer, words] of refused) {
    it(`refuses ${name}, and says what is valid`, async () => {
      const body = await list(query);
      assert.deepEqual([body.status, body.error_code, body.errors[0].pointer], [400, 11, pointer]);
      assert.match(body.errors[0].detail as string, words);
    });
  }
});
