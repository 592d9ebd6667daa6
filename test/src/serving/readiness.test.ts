import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { connect } from '../../../db/connection/connect.js';
import { watchSchema } from '../../../src/watch-schema.js';
import { readiness } from '../../../src/serving/readiness.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../support/databases.js';
import { startTcpProxy } from '../../support/tcp-proxy.js';
import { waitUntil } from '../../support/wait-until.js';

const looking = (db: Knex) => ({ lookAtSchema: watchSchema({ db, log: { warn() {} } }) });
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

describeOnEachDatabase('readiness', (create) => {
  it('tells of a notifier that has not looked for long', async () => {
    const { db } = await create();
    let now = 0;
    const check = readiness({ ...looking(db), now: () => now, notifier: { lastCycleAt: () => 0 } });
    assert.deepEqual(await check(), {});
    now = 10_001;
    assert.match((await check()).reason!, /^the notifier has not looked/);
  });
});

describeOnEachDatabase(
  'readiness',
  (create) => {
    it('tells in time of a database that does not answer, however many ask, with one look at it', async () => {
      const database = await create();
      const proxy = await startTcpProxy(database.url);
      const db = connect(proxy.url, { statementMs: 2_000, log: SILENT });
      try {
        let looks = 0;
        db.on('query', () => void (looks += 1));
        const check = readiness({ ...looking(db), now: () => 0, notifier: undefined, withinMs: 1_000 });
        assert.deepEqual(await check(), {});
        const before = looks;
        proxy.blackhole();
        const reasons = [...(await Promise.all([check(), check(), check()])), await check()];
        assert.deepEqual(reasons.slice(0, 3), Array(3).fill({ reason: 'the database has not answered within 1 s' }));
        assert.equal(looks - before, 1);
        proxy.restore();
        // A check right after this may still get the result of the look before.
        await waitUntil('readiness', async () => (await check()).reason === undefined);
      } finally {
        await db.destroy();
        await proxy.close();
      }
    });
  },
  [mysqlDatabase],
);
