import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { writeStatement } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { writePageCursor } from '../../../engine/application/page-cursor.js';
import { describeGateway } from '../../support/gateway.js';
import { pathOf } from '../../support/operation-path.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;

describeGateway('listApplications', (world) => {
  let partner: TestPartner;
  let path: string;

  beforeEach(async () => {
    partner = await world.seed.partner();
    path = pathOf('listApplications', { account_id: partner.accountId });
  });

  const get = (url: string) => world.resource(partner.user, 'GET', url);
  const cancel = (application_id: string) =>
    world.call(partner.user, 'cancelApplication', { account_id: partner.accountId, application_id });
  const idsOf = (body: { items: { application_id: string }[] }) => body.items.map((item) => item.application_id);

  async function follow(url: string): Promise<string[]> {
    const ids: string[] = [];
    for (let next: string | undefined = url; next !== undefined;) {
      const { status, body, headers }: Awaited<ReturnType<typeof get>> = await get(next);
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

  async function several(count: number, more: (i: number) => object = () => ({})): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push(await world.seed.application(partner, more(i)));
    return ids;
  }

  it('can be walked by the Link header alone, other parameters kept', async () => {
    const ids = await several(5);
    assert.deepEqual(await follow(`${path}?limit=2`), ids);
    assert.deepEqual(await follow(`${path}?limit=1&status=all`), ids);
    assert.deepEqual(await follow(`${path}?limit=1000`), ids);
  });

  it('has a Link without a host, even where the request names one', async () => {
    await several(2);
    const { user } = partner;
    const authorization = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
    const asked = httpRequest({
      port: world.port,
      path: `http://elsewhere.example.com${path}?limit=1`,
      headers: { authorization },
      agent: false,
    });
    const [reply] = (await once(asked.end(), 'response')) as [IncomingMessage];
    reply.resume();
    assert.equal(reply.statusCode, 200);
    assert.match(String(reply.headers.link), /^<\/v1\/accounts\/[^>]+>; rel="next"$/);
  });

  it('can be walked by next_cursor', async () => {
    const ids = await several(3);
    const first = await get(`${path}?limit=2`);
    const second = await get(`${path}?limit=2&cursor=${first.body.next_cursor}`);
    assert.deepEqual([...idsOf(first.body), ...idsOf(second.body)], ids);
    assert.match(first.body.next_cursor, /^[A-Za-z0-9_-]+$/);
  });

  it('gives 100 a page when not told how many', async () => {
    await several(101);
    const { body } = await get(path);
    assert.deepEqual([body.count, body.has_more], [100, true]);
  });

  it('shows the states that are asked for', async () => {
    const open = await world.seed.application(partner);
    const done = { state: APPLICATION_STATES.completed, completedAt: TEST_NOW };
    const completed = await world.seed.application(partner, done);
    const cancelled = await world.seed.application(partner, { state: APPLICATION_STATES.cancelled });
    const expired = await world.seed.application(partner, { expiresAt: TEST_NOW });
    const shown = async (query: string) => idsOf((await get(`${path}${query}`)).body);
    assert.deepEqual(await shown(''), [open]);
    assert.deepEqual(await shown('?status=incomplete'), [open]);
    assert.deepEqual(await shown('?status=completed'), [completed]);
    assert.deepEqual(await shown('?status=all'), [open, completed, cancelled, expired]);
    assert.deepEqual(await follow(`${path}?status=all&limit=1`), [open, completed, cancelled, expired]);
    const { body } = await get(`${path}?status=completed`);
    assert.deepEqual(
      [body.items[0].max_count, body.items[0].completed, body.items[0].date],
      [1, '2026-03-10', '2026-03-10'],
    );
  });

  it('shows with updated_since what changed from then on, in the order of change', async () => {
    const ids = await several(4, (i) => ({ createdAt: TEST_NOW - (4 - i) * DAY }));
    const change = (id: string, updated_ms: number) =>
      writeStatement(world.db, (to) => to('applications').where({ id }).update({ updated_ms }));
    await change(ids[0]!, TEST_NOW + 5);
    await change(ids[3]!, TEST_NOW + 5);
    await change(ids[2]!, TEST_NOW);
    const since = (at: string, more = '') => follow(`${path}?updated_since=${encodeURIComponent(at)}${more}`);
    assert.deepEqual(await since('2026-03-10T12:00:00Z'), [ids[2], ids[0], ids[3]]);
    assert.deepEqual(await since('2026-03-10T12:00:00Z', '&limit=1'), [ids[2], ids[0], ids[3]]);
    assert.deepEqual(await since('2026-03-10t12:00:00z'), [ids[2], ids[0], ids[3]]);
    assert.deepEqual(await since('2026-03-10T13:00:00.000+01:00'), [ids[2], ids[0], ids[3]]);
    assert.deepEqual(await since('2026-03-10T12:00:00.001Z'), [ids[0], ids[3]]);
    assert.deepEqual(await since('2026-03-10T12:00:00.006Z'), []);
    assert.deepEqual(await since('2026-03-10'), [ids[2], ids[0], ids[3]]);
    assert.deepEqual(await since('2026-03-07', '&limit=1'), [ids[1], ids[2], ids[0], ids[3]]);
    assert.deepEqual(await since('1969-12-31'), [ids[1], ids[2], ids[0], ids[3]]);
  });

  it('shows with updated_since only the states that are asked for', async () => {
    const [open, cancelled] = await several(2);
    await cancel(cancelled!);
    assert.deepEqual(await follow(`${path}?updated_since=2026-01-01`), [open]);
    assert.deepEqual(await follow(`${path}?updated_since=2026-01-01&status=completed`), []);
    assert.deepEqual((await follow(`${path}?updated_since=2026-01-01&status=all`)).sort(), [open, cancelled].sort());
  });

  it('shows each change once to a client that polls', async () => {
    const [first, second] = await several(2);
    const cursor = async (url: string) => (await get(url)).body;
    const one = await cursor(`${path}?updated_since=2026-01-01&status=all&limit=1`);
    assert.deepEqual(idsOf(one), [first]);
    // This application changes between the pages, so it moves behind the place where the client reads on.
    world.clock.now += 1000;
    await cancel(first!);
    const rest = await cursor(`${path}?updated_since=2026-01-01&status=all&cursor=${one.next_cursor}`);
    assert.deepEqual(idsOf(rest), [second, first]);
  });

  it('goes on with a cursor of updated_since, also without updated_since', async () => {
    const [, second] = await several(2);
    const { next_cursor: cursor } = (await get(`${path}?updated_since=2026-01-01&limit=1`)).body as {
      next_cursor: string;
    };
    assert.deepEqual(idsOf((await get(`${path}?cursor=${cursor}`)).body), [second]);
  });

  it('takes a cursor for what it is: bytes of the list it came from', async () => {
    await several(3);
    const byDay = (await get(`${path}?limit=1`)).body.next_cursor as string;
    const refused = [
      `cursor=${byDay}&updated_since=2026-01-01`,
      'cursor=AAAA',
      `cursor=${Buffer.from('day 2026-02-30 1').toString('base64url')}`,
      `cursor=${Buffer.from('day 2026-03-10 01').toString('base64url')}`,
      'cursor=',
      'cursor=a%20b',
      `cursor=${'A'.repeat(513)}`,
      `cursor=${byDay}&cursor=${byDay}`,
    ];
    for (const query of refused) {
      const { status, body } = await get(`${path}?${query}`);
      assert.deepEqual([status, body.error_code, body.errors[0].pointer], [400, 11, '/query/cursor'], query);
    }
  });

  it('cannot be led to another account by a cursor', async () => {
    const stranger = await world.seed.partner();
    await world.seed.application(stranger);
    const cursor = writePageCursor({ by: 'day', day: '2000-01-01', applicationId: '0' });
    assert.deepEqual(idsOf((await get(`${path}?cursor=${cursor}`)).body), []);
  });

  const refusals: [query: string, pointer: string][] = [
    ['limit=0', '/query/limit'],
    ['limit=1001', '/query/limit'],
    ['limit=1.5', '/query/limit'],
    ['limit=x', '/query/limit'],
    ['limit=', '/query/limit'],
    ['status=cancelled', '/query/status'],
    ['status=', '/query/status'],
    ['updated_since=yesterday', '/query/updated_since'],
    ['updated_since=2026-02-30', '/query/updated_since'],
    ['updated_since=2026-03-10T12:00:00', '/query/updated_since'],
    ['updated_since=2026-03-10T24:00:00Z', '/query/updated_since'],
    ['max_count=10', '/query/max_count'],
  ];
  for (const [query, pointer] of refusals) {
    it(`refuses ?${query}`, async () => {
      const { status, body } = await get(`${path}?${query}`);
      assert.deepEqual([status, body.error_code, body.errors[0].pointer], [400, 11, pointer]);
    });
  }

  for (const id of ['01', '-1', '1.5', 'x', '18446744073709551616', '%31%00']) {
    it(`refuses an account id written ${id}`, async () => {
      const { status, body } = await get(path.replace(partner.accountId, id));
      assert.deepEqual([status, body.error_code], [400, 11]);
    });
  }
});
