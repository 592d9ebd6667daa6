import assert from 'node:assert/strict';
import { type Gateway, startGateway } from '../support/app.js';
import { describeOnEachDatabase, sqlite, type TestDatabase } from '../support/databases.js';
import { seedOf, type TestUser } from '../support/seed.js';

describe('a gateway whose proxy is on another machine', () => {
  let database: TestDatabase;
  let gateway: Gateway;
  let user: TestUser;
  before(async () => {
    database = await sqlite.create();
    gateway = await startGateway(database.db, { trustProxy: '203.0.113.9' });
    ({ user } = await seedOf(database.db).partner());
  });
  after(async () => {
    await gateway.close();
    await database.close();
  });

  it('refuses plain HTTP on the resource face and does not look at the password', async () => {
    const { status, body } = await gateway.call(user, 'whoami');
    assert.deepEqual([status, body.error_code], [400, 11]);
    assert.equal(gateway.log.at(-1)!.user, undefined);
  });

  it('refuses plain HTTP on the command face, in the envelope', async () => {
    const { status, body } = await gateway.command(user, { command: 'position_get', partner_api: true });
    assert.deepEqual([status, body.error_code, body.command_from], [400, 11, '']);
    assert.match(String(body.error), /Plain HTTP is only for the proxy/);
  });

  it('refuses plain HTTP on the pages, and tells its health', async () => {
    const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${gateway.port}${path}`)).status;
    assert.deepEqual(
      [await statusOf('/app_link/app_link.html'), await statusOf('/docs/'), await statusOf('/livez')],
      [400, 400, 200],
    );
  });
});

describeOnEachDatabase('a gateway whose proxy is on this machine', (create) => {
  let database: TestDatabase;
  let gateway: Gateway;
  beforeEach(async () => {
    database = await create();
    gateway = await startGateway(database.db, { trustProxy: 'loopback' });
  });
  afterEach(() => gateway.close());

  for (const { name, header, address } of [
    { name: 'the address alone', header: '192.0.2.1:50123', address: '192.0.2.1' },
    { name: 'the address without its zone', header: `fe80::1%${'x'.repeat(5000)}`, address: 'fe80::1' },
    { name: "the proxy's address for a long text", header: 'x'.repeat(10_000), address: '127.0.0.1' },
    {
      name: "the client's address after what it made up",
      header: `${'9'.repeat(9000)}, 192.0.2.1`,
      address: '192.0.2.1',
    },
  ]) {
    it(`writes ${name} into the audit log and the access log`, async () => {
      const { user, accountId, positionId } = await seedOf(database.db).partner();
      const headers = { 'x-forwarded-for': header };
      const order = { body: { position_id: positionId }, headers };
      const { status } = await gateway.call(user, 'createApplication', { account_id: accountId }, order);
      assert.equal(status, 201);
      assert.deepEqual(await database.db('audit_log').pluck('address'), [address]);
      assert.equal(gateway.log.at(-1)!['address'], address);
    });
  }

  it('counts a client behind it once, whatever port it comes from', async () => {
    const statuses: number[] = [];
    for (let port = 1; port <= 11; port += 1) {
      const headers = { 'x-forwarded-for': `192.0.2.1:${port}` };
      statuses.push(
        (await gateway.resource({ name: 'ada', password: 'guess' }, 'GET', '/v1/whoami', { headers })).status,
      );
    }
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429]);
  });
});
