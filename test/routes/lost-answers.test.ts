import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { connect } from '../../db/connection/connect.js';
import { type Gateway, startGateway } from '../support/app.js';
import { describeOnEachDatabase, mysqlDatabase } from '../support/databases.js';
import { seedOf, type TestPartner } from '../support/seed.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { waitUntil } from '../support/wait-until.js';

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

describeOnEachDatabase(
  'a request whose database swallows an answer',
  (create) => {
    let db: Knex;
    let far: Knex;
    let proxy: TcpProxy;
    let gateway: Gateway;
    let partner: TestPartner;
    let other: TestPartner;

    before(async () => {
      const database = await create();
      db = database.db;
      proxy = await startTcpProxy(database.url);
      far = connect(proxy.url, { statementMs: 1_000, log: SILENT });
      gateway = await startGateway(far);
      const seed = seedOf(db);
      [partner, other] = [await seed.partner(), await seed.partner()];
      for (const { user } of [partner, other]) await gateway.call(user, 'whoami');
    });
    afterEach(() => proxy.restore());
    after(async () => {
      await gateway.close();
      await far.destroy();
      await proxy.close();
    });

    const whoami = async ({ user }: TestPartner) => (await gateway.call(user, 'whoami')).status;

    function order(key: string) {
      const { user, accountId, positionId } = partner;
      const body = { position_id: positionId, app_full_name: 'Ada Lovelace', email: 'ada@example.com' };
      const headers = { 'idempotency-key': key };
      return gateway.call(user, 'createApplication', { account_id: accountId }, { body, headers });
    }

    it('is answered with 503 and Retry-After, and so is who waits behind it; then everybody is served', async () => {
      proxy.blackhole();
      const requests = [partner, partner, partner, other].map(({ user }) => gateway.call(user, 'whoami'));
      for (const { status, headers } of await Promise.all(requests)) {
        assert.deepEqual([status, headers['retry-after']], [503, '2']);
      }
      proxy.restore();
      assert.deepEqual(await Promise.all([partner, partner, other].map(whoami)), [200, 200, 200]);
    });

    it('holds up nobody who comes when the database answers again', async () => {
      proxy.blackhole();
      const lost = gateway.call(partner.user, 'whoami');
      await waitUntil('the loss', () => proxy.lost().includes(partner.user.name));
      proxy.restore();
      // Requests of the same user wait for the end of the lost look, and then for a look of their own.
      assert.deepEqual(await Promise.all([partner, partner, other].map(whoami)), [200, 200, 200]);
      assert.equal((await lost).status, 503);
    });

    for (const [name, after] of [
      ['the claim of the key', 'insert into `idempotency_keys`'],
      ['the application', 'insert into `applications`'],
      ['the reply of the key', 'update `idempotency_keys`'],
      ['the commit', 'COMMIT'],
    ] as const) {
      it(`makes one application when it is sent again with its key: ${name}`, async () => {
        const key = name.replaceAll(' ', '-');
        const before = await db('applications').pluck<string[]>('id');
        proxy.blackholeAfter(after);
        const { status, headers } = await order(key);
        assert.deepEqual([status, headers['retry-after']], [503, '2']);
        proxy.restore();
        const { application_id: id } = await waitUntil('the order', async () => {
          const reply = await order(key);
          return reply.status === 201 && (reply.body as { application_id: string });
        });
        assert.equal(((await order(key)).body as { application_id: string }).application_id, id);
        assert.deepEqual(await db('applications').pluck<string[]>('id'), [...before, id]);
      });
    }
  },
  [mysqlDatabase],
);
