import assert from 'node:assert/strict';
import { writeStatement } from '../../../db/connection/transaction.js';
import { DEMO_ACCOUNT_ID, fillEmptyDatabase } from '../../../src/demo/demo.js';
import { type Gateway, startGateway } from '../../support/app.js';
import { mysqlDatabase, sqlite, type TestDatabase } from '../../support/databases.js';
import { tryToSignIn } from '../../support/operator.js';
import { seedOf } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describe('fillEmptyDatabase', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await sqlite.create();
  });
  afterEach(() => database.close());

  const fill = (password?: string) => fillEmptyDatabase(database.db, { password, now: TEST_NOW });

  it('makes an account, its positions and applications, and users that can use them, one of them in the console', async () => {
    const access = await fill('demo-pass');
    assert.deepEqual(access, {
      userNames: ['demo-partner', 'demo-internal', 'demo-admin', 'demo-operator'],
      password: 'demo-pass',
      generated: false,
    });
    const gateway: Gateway = await startGateway(database.db);
    try {
      assert.equal((await tryToSignIn(gateway, { name: 'demo-operator', password: 'demo-pass' })).body.role, 'admin');
      for (const name of access.userNames.filter((one) => one !== 'demo-operator')) {
        const user = { name, password: 'demo-pass' };
        const reply = await gateway.command(user, { command: 'position_get', partner_api: name === 'demo-partner' });
        const { error_code: code, count } = reply.body as { error_code: number; count: number };
        assert.deepEqual([code, count], [0, 2], name);
        const list = await gateway.call(user, 'listApplications', { account_id: DEMO_ACCOUNT_ID });
        assert.equal((list.body as { count: number }).count, 3);
        const config = await gateway.call(user, 'getAccountConfig', { account_id: DEMO_ACCOUNT_ID });
        assert.equal(config.status, name === 'demo-admin' ? 200 : 403, name);
        if (config.status !== 200) continue;
        const { fields } = config.body as { fields: { key: string; value: string }[] };
        assert.deepEqual(
          fields.map(({ key, value }) => [key, value]),
          [
            ['ver', '1'],
            ['rdc', 'overall'],
          ],
        );
      }
    } finally {
      await gateway.close();
    }
  });

  it('makes up a password of 96 random bits when none is given', async () => {
    const access = await fill();
    assert.equal(access?.generated, true);
    assert.match(access?.password ?? '', /^[\w-]{16}$/);
  });

  it('adds nothing to a database that has an account or a user', async () => {
    await seedOf(database.db).account();
    assert.equal(await fill(), undefined);
    await writeStatement(database.db, (to) => to('accounts').delete());
    await seedOf(database.db).user();
    assert.equal(await fill(), undefined);
    assert.equal((await database.db('accounts')).length, 0);
  });

  it('leaves the empty database of a server alone (MySQL)', async function () {
    if (!(await mysqlDatabase.available())) this.skip();
    const server = await mysqlDatabase.create();
    assert.equal(await fillEmptyDatabase(server.db, { password: 'x', now: TEST_NOW }), undefined);
    assert.equal((await server.db('users')).length, 0);
    await server.close();
  });
});
