import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { pathOf } from '../../support/operation-path.js';
import { seedNotification } from '../../support/seed-notification.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const HOUR = 60 * 60 * 1000;

describeGateway('listNotifications', (world) => {
  let partner: TestPartner;
  let account: { account_id: string };

  beforeEach(async () => {
    partner = await world.seed.partner();
    account = { account_id: partner.accountId };
  });

  const get = (query = '') => world.call(partner.user, 'listNotifications', account, { query });
  const idsOf = (body: { items: { notification_id: string }[] }) => body.items.map((item) => item.notification_id);

  async function follow(query: string): Promise<string[]> {
    const ids: string[] = [];
    for (let next: string | undefined = pathOf('listNotifications', account, query); next !== undefined;) {
      const { status, body, headers }: Awaited<ReturnType<typeof get>> = await world.resource(
        partner.user,
        'GET',
        next,
      );
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.count, body.items.length);
      ids.push(...idsOf(body));
      const link = headers.link as string | undefined;
      assert.equal(link !== undefined, body.has_more);
      assert.equal(body.next_cursor !== undefined, body.has_more);
      next = link && /^<([^>]+)>; rel="next"$/.exec(link)?.[1];
    }
    return ids;
  }

  it('shows the newest last, filtered, in pages that the Link header leads through', async () => {
    const stranger = await world.seed.partner();
    await seedNotification(world.db, stranger, { state: 'rejected' });
    const make = async (state: 'live' | 'rejected' | 'delivered', hours: number) =>
      (await seedNotification(world.db, partner, { state, createdAt: TEST_NOW + hours * HOUR })).notificationId;
    const late = await make('rejected', 3);
    const first = await make('rejected', 0);
    const second = await make('delivered', 1);
    const third = await make('rejected', 1);
    const fourth = await make('live', 2);
    const all = [first, second, third, fourth, late];
    for (const limit of [1, 2, 1000]) assert.deepEqual(await follow(`limit=${limit}`), all);
    assert.deepEqual(await follow('state=rejected&limit=1'), [first, third, late]);
    assert.deepEqual(await follow('state=parked'), []);
    assert.deepEqual(await follow('since=2026-03-10T13:00:00Z&until=2026-03-10T15:00:00Z&limit=1'), all.slice(1, 4));
    assert.deepEqual(await follow('until=2026-03-10'), []);
    assert.deepEqual(await follow('since=2026-03-10&state=live'), [fourth]);
  });

  it('says whether the account is paused', async () => {
    assert.equal((await get()).body.paused, false);
    await world.call(partner.user, 'pauseNotifications', account);
    assert.equal((await get()).body.paused, true);
  });

  const refusals: [query: string, pointer: string][] = [
    ['state=done', '/query/state'],
    ['state=', '/query/state'],
    ['since=yesterday', '/query/since'],
    ['until=2026-02-30', '/query/until'],
    ['limit=0', '/query/limit'],
    ['cursor=AAAA', '/query/cursor'],
    ['cursor=', '/query/cursor'],
    ['status=live', '/query/status'],
  ];
  for (const [query, pointer] of refusals) {
    it(`refuses ?${query}`, async () => {
      const { status, body } = await get(query);
      assert.deepEqual([status, body.error_code, body.errors[0].pointer], [400, 11, pointer]);
    });
  }
});
