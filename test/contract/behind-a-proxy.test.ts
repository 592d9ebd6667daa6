import assert from 'node:assert/strict';
import { type Gateway, startGateway } from '../support/app.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
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
