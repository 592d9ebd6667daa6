import assert from 'node:assert/strict';
import { recordAudit } from '../../../../db/accounts/audit.js';
import { type Schema } from '../../../../routes/documented.js';
import { describeGateway } from '../../../support/gateway.js';
import { type SignedIn, signedInOperator } from '../../../support/signed-in-operator.js';
import { TEST_NOW } from '../../../support/test-now.js';

describeGateway('the audit log in the console', (world) => {
  let viewer: SignedIn;
  const add = (index: number) =>
    recordAudit(world.db, {
      at: TEST_NOW + index * 1_000,
      userName: index < 3 ? 'acme' : 'borg',
      credentialId: undefined,
      operation: index % 2 === 0 ? 'cancelApplication' : 'extendApplication',
      object: `application ${index}`,
      outcome: index === 4 ? 'unknown-object' : 'ok',
      address: '192.0.2.1',
      requestId: `request-${index}`,
    });
  before(async () => {
    viewer = await signedInOperator(world, 'viewer');
    for (let index = 0; index < 5; index++) await add(index);
  });

  const page = async (query: string) => (await viewer.get(`audit?${query}`)).body as Schema<'AuditPage'>;
  const objects = async (query: string) => (await page(query)).items.map(({ object }) => object.slice(-1));
  const since = new Date(TEST_NOW + 2_000).toISOString();

  const cases: [string, string, string[]][] = [
    ['a user', 'user=acme', ['2', '1', '0']],
    ['an object', 'object=application%203', ['3']],
    ['an operation of a user', 'user=acme&operation=extendApplication', ['1']],
    ['a time', `operation=cancelApplication&since=${since}`, ['4', '2']],
    ['an end', `user=acme&until=${since}`, ['1', '0']],
    ['a user who did nothing', 'user=nobody', []],
  ];
  for (const [name, query, found] of cases) {
    it(`shows those of ${name}, the newest first`, async () => assert.deepEqual(await objects(query), found));
  }

  it('goes on where a page ended, and ends', async () => {
    const first = await page('user=acme&limit=2');
    assert.equal(first.items.length, 2);
    const second = await page(`user=acme&limit=2&cursor=${first.next_cursor}`);
    assert.deepEqual(
      second.items.map(({ object }) => object),
      ['application 0'],
    );
    assert.equal(second.next_cursor, undefined);
  });

  it('shows the same page again while newer entries come, and counts those that match', async () => {
    const query = 'user=acme&limit=2';
    const first = await page(query);
    assert.deepEqual(first.newer, { count: 0, at_least: false });
    await add(0);
    await add(3);
    const again = await page(`${query}&cursor=${first.own_cursor}`);
    assert.deepEqual([again.items, again.next_cursor], [first.items, first.next_cursor]);
    assert.deepEqual([again.own_cursor, again.newer], [first.own_cursor, { count: 1, at_least: false }]);
    assert.equal((await page(query)).items[1]!.entry_id, first.items[0]!.entry_id);
    assert.equal((await page('user=nobody')).own_cursor, undefined);
  });

  for (const query of ['cursor=x', 'cursor=99999999999999999999', 'since=yesterday', 'limit=0', 'user=']) {
    it(`refuses ${query}`, async () => assert.equal((await viewer.get(`audit?${query}`)).status, 400));
  }
});
