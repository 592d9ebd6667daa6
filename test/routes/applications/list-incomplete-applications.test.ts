import assert from 'node:assert/strict';
import { writeStatement } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { PUBLIC_URL } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { FULL, insertMany, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;

const ENVELOPE = ['error_code', 'error_text', 'command_from', 'count', 'has_more'];
const NEXT = ['next_acc_id', 'next_app_id', 'next_date'];

const ITEM = [
  ...['application_id', 'converted_from', 'account_id', 'position_id', 'position', 'max_count', 'has_followup'],
  ...['is_reusable', 'app_type', 'date', 'date_sub', 'date_exp', 'started', 'expires', 'completed', 'fields'],
  'app_link_full',
];

interface Item {
  application_id: string;
  account_id: string;
  date_sub: string;
}

describeGateway('application_get, list', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
  });

  const list = async (more: object = {}, user = partner.user) =>
    (await world.command(user, { command: 'application_get', partner_api: true, ...more })).body;
  const idsOf = (body: { application_list: Item[] }) => body.application_list.map((item) => item.application_id);

  async function walk(more: object): Promise<Item[]> {
    const items: Item[] = [];
    let start: object = {};
    for (let page = 0; page < 1000; page++) {
      const body = await list({ ...more, ...start });
      assert.equal(body.error_code, 0, body.error_text);
      assert.equal(body.count, body.application_list.length);
      items.push(...body.application_list);
      if (!body.has_more) return items;
      start = { start_acc_id: body.next_acc_id, start_app_id: body.next_app_id, start_date: body.next_date };
    }
    throw new Error('the list has no end');
  }

  it('answers an empty list', async () => {
    const body = await list();
    assert.deepEqual(Object.keys(body), [...ENVELOPE, 'too_big', 'application_list']);
    assert.deepEqual([body.count, body.has_more, body.too_big, body.application_list], [0, false, false, []]);
  });

  it('gives the keys of envelope and items in their order', async () => {
    for (let i = 0; i < 3; i++) await world.seed.application(partner);
    const page = await list({ max_count: 2 });
    assert.deepEqual(Object.keys(page), [...ENVELOPE, ...NEXT, 'too_big', 'application_list']);
    for (const item of page.application_list) assert.deepEqual(Object.keys(item), ITEM);
  });

  it('shows an application as it was ordered', async () => {
    const id = await world.seed.application(partner, { createdAt: Date.parse('2026-02-28T23:59:59.999Z') });
    const row = (await world.db('applications').where({ id }).first())!;
    const account = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    const [item] = (await list()).application_list;
    assert.deepEqual(item, {
      application_id: id,
      converted_from: '0',
      account_id: partner.accountId,
      position_id: partner.positionId,
      position: 'Customer Service',
      max_count: 0,
      has_followup: false,
      is_reusable: false,
      app_type: 0,
      date: '1900-01-01',
      date_sub: '2026-02-28',
      date_exp: '2036-02-26',
      started: '2026-02-28',
      expires: '2036-02-26',
      completed: '1900-01-01',
      fields: [{ app_full_name: 'Ada Lovelace' }, { email: 'ada@example.com' }],
      app_link_full: `${PUBLIC_URL}/app_link/app_link.html?app_link=${row.app_token}&acc_link=${account.link_token}`,
    });
  });

  it('orders by account, day and id, whatever the order of creation', async () => {
    const second = await world.seed.partner();
    await world.seed.grant(partner.user, second.accountId);
    const at = (owner: TestPartner, day: number) => world.seed.application(owner, { createdAt: TEST_NOW - day * DAY });
    const [a, b, c] = [await at(second, 0), await at(partner, 0), await at(second, 3)];
    const [d, e, f] = [await at(partner, 3), await at(partner, 0), await at(second, 3)];
    assert.deepEqual(idsOf(await list()), [d, b, e, c, f, a]);
    assert.deepEqual(
      (await walk({ max_count: 2 })).map((item) => item.application_id),
      [d, b, e, c, f, a],
    );
  });

  it('leaves out what is completed, cancelled or expired', async () => {
    const open = await world.seed.application(partner);
    await world.seed.application(partner, { state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
    await world.seed.application(partner, { state: APPLICATION_STATES.cancelled });
    await world.seed.application(partner, { state: APPLICATION_STATES.expired, expiresAt: TEST_NOW - DAY });
    await world.seed.application(partner, { expiresAt: world.clock.now });
    const stillOpen = await world.seed.application(partner, { expiresAt: world.clock.now + 1 });
    assert.deepEqual(idsOf(await list()), [open, stillOpen]);
  });

  it('names the first item of the next page, which begins with it', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await world.seed.application(partner));
    const first = await list({ max_count: 2 });
    assert.deepEqual(
      [first.has_more, first.next_acc_id, first.next_app_id, first.next_date],
      [true, partner.accountId, ids[2], '2026-03-10'],
    );
    const start = { start_acc_id: first.next_acc_id, start_date: first.next_date };
    for (const name of ['start_id', 'start_app_id']) {
      assert.deepEqual(idsOf(await list({ max_count: 2, ...start, [name]: first.next_app_id })), ids.slice(2, 4), name);
    }
    const last = await list({ max_count: 3, ...start, start_app_id: first.next_app_id });
    assert.deepEqual([last.has_more, 'next_app_id' in last, idsOf(last)], [false, false, ids.slice(2)]);
  });

  it('takes the cursor as numbers too', async () => {
    const ids = [await world.seed.application(partner), await world.seed.application(partner)];
    const start = { start_acc_id: Number(partner.accountId), start_id: Number(ids[1]), start_date: '2026-03-10' };
    assert.deepEqual(idsOf(await list(start)), [ids[1]]);
  });

  it('goes on behind a first item that is gone meanwhile', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push(await world.seed.application(partner));
    const { next_acc_id, next_app_id, next_date } = await list({ max_count: 2 });
    await writeStatement(world.db, (to) =>
      to('applications').where({ id: next_app_id }).update({ state: APPLICATION_STATES.cancelled }),
    );
    const rest = await list({ start_acc_id: next_acc_id, start_app_id: next_app_id, start_date: next_date });
    assert.deepEqual(idsOf(rest), [ids[3]]);
  });

  it('keeps to the accounts of the caller, whatever the cursor names', async () => {
    const stranger = await world.seed.partner();
    await world.seed.application(stranger);
    const own = await world.seed.application(partner);
    const start = { start_app_id: '0', start_date: '2000-01-01' };
    assert.deepEqual(idsOf(await list({ start_acc_id: stranger.accountId, ...start })), []);
    assert.deepEqual(idsOf(await list({ start_acc_id: '1', ...start })), [own]);
    assert.deepEqual(idsOf(await list({ start_acc_id: '18446744073709551615', ...start })), []);
    assert.deepEqual(idsOf(await list({ start_acc_id: '0', ...start })), [own]);
    const all = await list({ ...start, start_acc_id: partner.accountId, start_app_id: '18446744073709551615' });
    assert.deepEqual(idsOf(all), [own]);
  });

  it('goes through several accounts, or through the one that is named', async () => {
    const owners = [partner, await world.seed.partner(), await world.seed.partner(), await world.seed.partner()];
    for (const { accountId } of owners.slice(1, 3)) await world.seed.grant(partner.user, accountId, FULL);
    for (const owner of owners) for (let i = 0; i < 3; i++) await world.seed.application(owner);
    const all = await walk({ max_count: 2 });
    const accountIds = owners.slice(0, 3).map(({ accountId }) => accountId);
    assert.deepEqual([...new Set(all.map((item) => item.account_id))], accountIds);
    assert.equal(new Set(all.map((item) => item.application_id)).size, 9);
    const middle = await walk({ max_count: 2, account_id: accountIds[1] });
    assert.deepEqual(
      middle.map((item) => item.account_id),
      [accountIds[1], accountIds[1], accountIds[1]],
    );
  });

  const partial: object[] = [
    { start_acc_id: '1' },
    { start_app_id: '1' },
    { start_id: '1' },
    { start_date: '2026-03-10' },
    { start_acc_id: '1', start_app_id: '1' },
    { start_app_id: '1', start_date: '2026-03-10' },
    { start_acc_id: '1', start_date: '2026-03-10' },
  ];
  for (const send of partial) {
    it(`asks for the rest of a cursor that has only ${Object.keys(send).join(' and ')}`, async () => {
      const body = await list(send);
      assert.equal(body.error_code, 10);
      const missing = ['start_acc_id', 'start_app_id', 'start_date'].filter(
        (name) => !(name in send) && !(name === 'start_app_id' && 'start_id' in send),
      );
      for (const name of missing) assert.match(body.error_text, new RegExp(name));
    });
  }

  const refusals: [string, object, RegExp][] = [
    ['a page of one', { max_count: 1 }, /max_count/],
    ['a page of none', { max_count: 0 }, /max_count/],
    ['a page of 1001', { max_count: 1001 }, /max_count/],
    ['a page of 2.5', { max_count: 2.5 }, /max_count/],
    ['a page size in text', { max_count: '10' }, /max_count/],
    ['a day that is none', { start_acc_id: '1', start_id: '1', start_date: '2026-02-30' }, /start_date/],
    ['a day with a time', { start_acc_id: '1', start_id: '1', start_date: '2026-03-10T00:00' }, /start_date/],
    ['a cursor id with a sign', { start_acc_id: '1', start_id: '-1', start_date: '2026-03-10' }, /start_id/],
  ];
  for (const [name, send, text] of refusals) {
    it(`refuses ${name}`, async () => {
      const body = await list(send);
      assert.equal(body.error_code, 11);
      assert.match(body.error_text, text);
    });
  }

  it('gives 1000 a page when not told how many', async () => {
    await insertMany(world.db, partner, { count: 1001 });
    const body = await list();
    assert.deepEqual([body.count, body.has_more], [1000, true]);
    assert.equal((await list({ max_count: 1000 })).count, 1000);
    assert.equal((await list({ max_count: null })).count, 1000);
  });

  it('says too_big from 10,001 incomplete applications on, and not at 10,000', async () => {
    const second = await world.seed.partner();
    await world.seed.grant(partner.user, second.accountId);
    await insertMany(world.db, partner, { count: 6000 });
    await insertMany(world.db, second, { count: 4000 });
    await world.seed.application(partner, { state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
    assert.equal((await list({ max_count: 2 })).too_big, false);
    await world.seed.application(second);
    assert.equal((await list({ max_count: 2 })).too_big, true);
    assert.equal((await list({ max_count: 2, account_id: second.accountId })).too_big, false);
    // A yes is remembered for some seconds. After them the answer is the true one again.
    await writeStatement(world.db, (to) =>
      to('applications').where({ account_id: second.accountId }).update({ state: 3 }),
    );
    world.clock.now += 10_000;
    assert.equal((await list({ max_count: 2 })).too_big, false);
  });
});
