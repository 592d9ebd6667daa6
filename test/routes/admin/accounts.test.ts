import assert from 'node:assert/strict';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { type Reply } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { newOperator, type TestOperator } from '../../support/operator.js';
import { seedNotification } from '../../support/seed-notification.js';

describeGateway('accounts in the console', (world) => {
  let olga: TestOperator;
  beforeEach(async () => {
    olga = await newOperator(world, 'operator');
  });

  const create = (body: object) => olga.ask('adminCreateAccount', {}, { body });
  const list = (query: string, headers = {}) => olga.ask('adminListAccounts', {}, { query, headers });
  const names = ({ body }: Reply) => body.items.map(({ name }: { name: string }) => name);
  const audited = async () =>
    (await listAudit(world.db, { userName: olga.name, limit: 9 }))
      .filter(({ operation }) => operation !== 'adminSignIn')
      .map(({ operation, outcome, object }) => `${operation} ${outcome} ${object}`);

  it('are created with the next free id or a wished one, and each try is in the audit log', async () => {
    const made = await create({ name: 'First of all' });
    const id = made.body.account_id as string;
    assert.deepEqual([made.status, made.headers['location']], [201, `/v1/admin/accounts/${id}`]);
    const { name, url_host: url, paused, queued, positions } = made.body;
    assert.deepEqual([name, url, paused, queued, positions], ['First of all', null, false, 0, []]);
    const taken = await create({ name: 'Another', id });
    assert.deepEqual([taken.status, taken.body.detail], [409, `There is an account ${id} already.`]);
    assert.deepEqual(await audited(), [
      `adminCreateAccount ok account ${id}`,
      'adminCreateAccount conflict new account',
    ]);
  });

  const FAULTS: Record<string, { body: object; pointers: string[] }> = {
    'no name': { body: {}, pointers: ['/name'] },
    'an empty name': { body: { name: '' }, pointers: ['/name'] },
    'a name with a line break': { body: { name: 'a\nb' }, pointers: ['/name'] },
    'a name and an id that cannot be': { body: { name: 'a\u0007b', id: '0' }, pointers: ['/name', '/id'] },
    'an id that no database stores': { body: { name: 'Acme', id: '9223372036854775808' }, pointers: ['/id'] },
    'a key that nobody knows': { body: { name: 'Acme', config: 'ver|1' }, pointers: ['/config'] },
  };
  for (const [what, { body, pointers }] of Object.entries(FAULTS)) {
    it(`are refused with ${what}, at the field`, async () => {
      const { status, body: problem } = await create(body);
      assert.equal(status, 400);
      const named = problem.errors.map(({ pointer }: { pointer: string }) => pointer);
      assert.deepEqual([...new Set(named)], pointers);
    });
  }

  it('get another name and are disabled, and what changes nothing is not in the audit log', async () => {
    const id = await world.seed.account({ name: 'Old name' });
    const set = (body: object) => olga.ask('adminChangeAccount', { account_id: id }, { body });
    assert.equal((await set({ name: 'New name' })).body.name, 'New name');
    assert.equal((await set({ name: 'New name' })).status, 200);
    const disabled = await set({ disabled: true });
    assert.equal(disabled.body.disabled, new Date(world.clock.now).toISOString());
    assert.equal((await set({ name: 'New name', disabled: false })).body.disabled, null);
    const refused = await set({ name: 'a\u0085b' });
    assert.deepEqual([refused.status, refused.body.errors[0].pointer], [400, '/name']);
    assert.equal((await set({ disabled: 'yes' })).status, 400);
    const object = `account ${id}`;
    assert.deepEqual(await audited(), [
      ...Array<string>(3).fill(`adminChangeAccount ok ${object}`),
      `adminChangeAccount invalid-parameter ${object}`,
    ]);
  });

  it('are paused and resumed', async () => {
    const id = await world.seed.account();
    for (const [operation, paused] of [
      ['adminPauseNotifications', true],
      ['adminResumeNotifications', false],
    ] as const) {
      assert.equal((await olga.ask(operation, { account_id: id })).body.paused, paused);
      assert.equal((await olga.ask('adminGetAccount', { account_id: id })).body.paused, paused);
    }
    const object = `account ${id}`;
    assert.deepEqual(await audited(), [
      `adminPauseNotifications ok ${object}`,
      `adminResumeNotifications ok ${object}`,
    ]);
  });

  it('are listed the newest first, a page at a time, and each once', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) await world.seed.account({ name });
    const first = await list('q=PAGE-&limit=2');
    assert.deepEqual([names(first), first.body.count, first.body.has_more], [['page-c', 'page-b'], 2, true]);
    const second = await list(`q=PAGE-&limit=2&cursor=${first.body.next_cursor}`);
    assert.deepEqual([names(second), second.body.has_more, second.body.next_cursor], [['page-a'], false, undefined]);
    for (const query of ['cursor=not-ours', 'limit=0', 'limit=201', 'q=']) {
      assert.equal((await list(query)).status, 400, query);
    }
  });

  it('are found by a part of the name, by id, paused, and with late notifications', async () => {
    const late = await world.seed.partner({ name: 'Needle & Thread' });
    assert.deepEqual(names(await list('q=dle%20%26')), ['Needle & Thread']);
    assert.deepEqual(names(await list(`q=${late.accountId}`)), ['Needle & Thread']);
    assert.deepEqual(names(await list('q=needle&trouble=true')), []);
    await seedNotification(world.db, late);
    const due = { due_ms: Date.now() - 10 * 60_000 };
    await writeStatement(world.db, (to) => to('notification_queue').where({ account_id: late.accountId }).update(due));
    assert.deepEqual(names(await list('trouble=true')), ['Needle & Thread']);
    assert.deepEqual(names(await list('q=needle&paused=true')), []);
    await olga.ask('adminPauseNotifications', { account_id: late.accountId });
    assert.deepEqual(names(await list('q=needle&paused=true')), ['Needle & Thread']);
    assert.equal((await olga.ask('adminGetAccount', { account_id: late.accountId })).body.queued, 1);
  });

  it('cost nothing to read again while they have not changed', async () => {
    const id = await world.seed.account({ name: 'Tagged' });
    const get = (headers = {}) => olga.ask('adminGetAccount', { account_id: id }, { headers });
    for (const read of [(headers = {}) => list('q=tagged', headers), get]) {
      const { headers } = await read();
      const again = { 'if-none-match': String(headers['etag']) };
      const same = await read(again);
      assert.deepEqual([same.status, same.text, same.headers['cache-control']], [304, '', 'private, no-cache']);
      await olga.ask(
        'adminChangeAccount',
        { account_id: id },
        { body: { name: `Tagged for ${String(headers['etag'])}` } },
      );
      assert.equal((await read(again)).status, 200);
    }
  });
});
