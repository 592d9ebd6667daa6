import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { connect, type ConnectOptions } from '../../../db/connection/connect.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { selectTuples } from '../../../db/connection/select-rows.js';
import { raiseStatementLimit } from '../../../db/connection/statement-limits.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../support/databases.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';
import { waitUntil } from '../../support/wait-until.js';

const LIMIT_MS = 1_000;
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

const connectionId = async (db: Knex) => (await db.raw<{ n: number }[]>('select connection_id() as n'))[0]!.n;
/** Returns the ids of several connections at once. None of them is free again before the others exist. */
const connectionIds = (db: Knex, count: number) =>
  writeTransaction(db, async (trx): Promise<number[]> => [
    await connectionId(trx),
    ...(count > 1 ? await connectionIds(db, count - 1) : []),
  ]);
// A sleep alone ends early without an error.
const takes = (seconds: number) => `select 1 from (select 1) one where sleep(${seconds}) = 0`;

/**
 * `after` is the text after which answers are lost. Without it they are lost from the first byte. `fresh` means that
 * the pool has no connection yet.
 */
const WAYS: { name: string; after?: string; fresh?: boolean; run(db: Knex): Promise<unknown> }[] = [
  { name: 'a query', run: (db) => db('users').select('id') },
  { name: 'rows as arrays, past knex', run: (db) => selectTuples(db, 'select id from users', []) },
  {
    name: 'the begin of a transaction',
    after: 'BEGIN',
    run: (db) => writeTransaction(db, (trx) => trx.raw('select 1')),
  },
  {
    name: 'a statement in it',
    after: '`users`',
    run: (db) => writeTransaction(db, (trx) => trx('users').select('id')),
  },
  { name: 'the commit', after: 'COMMIT', run: (db) => writeTransaction(db, (trx) => trx.raw('select 1')) },
  {
    name: 'the rollback',
    after: 'ROLLBACK',
    run: (db) => writeTransaction(db, (trx) => trx.raw('select 1').then(() => trx.rollback())),
  },
  {
    name: 'a transaction in a transaction',
    after: 'SAVEPOINT',
    run: (db) => writeTransaction(db, (trx) => writeTransaction(trx, (inner) => inner.raw('select 1'))),
  },
  { name: 'the sign-in of a new connection', fresh: true, run: (db) => db.raw('select 1') },
  { name: 'its first setting', fresh: true, after: 'isolation level', run: (db) => db.raw('select 1') },
  { name: 'its other settings', fresh: true, after: 'time_zone', run: (db) => db.raw('select 1') },
];

describeOnEachDatabase(
  'a statement on a server',
  (create) => {
    let direct: Knex;
    let proxy: TcpProxy;
    let url: string;
    let open: (options?: ConnectOptions, to?: string) => Knex;
    const pools: Knex[] = [];

    before(async () => {
      const database = await create();
      direct = database.db;
      proxy = await startTcpProxy(database.url);
      url = database.url;
      open = (options, to = proxy.url) => {
        const db = connect(to, { poolSize: 3, statementMs: LIMIT_MS, log: SILENT, ...options });
        pools.push(db);
        return db;
      };
    });
    after(() => proxy.close());
    afterEach(async () => {
      proxy.restore();
      await Promise.all(pools.splice(0).map((db) => db.destroy()));
    });

    for (const { name, after: from, fresh = false, run } of WAYS) {
      it(`ends as unavailable when its answer is lost, and its connection with it: ${name}`, async () => {
        const db = open();
        const [used] = fresh ? [] : await connectionIds(db, 1);
        if (from === undefined) proxy.blackhole();
        else proxy.blackholeAfter(from);
        const dialect = dialectOf(db);
        await assert.rejects(run(db), (error) => dialect.isUnavailable(error) && !dialect.isRetryable(error));
        proxy.restore();
        await run(db);
        assert.notEqual(await connectionId(db), used);
      });
    }

    it('is told of with its limit, also where the rollback has the last word', async () => {
      const said: string[] = [];
      const db = open({ log: { ...SILENT, warn: (message: unknown) => void said.push(String(message)) } });
      proxy.blackholeAfter('select 2');
      const work = writeTransaction(db, (trx) => trx.raw('select 2'));
      await assert.rejects(work, /ROLLBACK - no answer within 1 s, the connection was given up/);
      assert.deepEqual(said, ['A statement had no answer within 1 s, the connection was given up.']);
    });

    it('leaves no lock behind when its connection was given up', async () => {
      const db = open();
      await direct('users').insert({ name: 'locked', kind: 'partner', active: true, access_version: 1, created_ms: 1 });
      proxy.blackholeAfter('update `users`');
      const locked = (trx: Knex) => trx('users').where({ name: 'locked' });
      await assert.rejects(writeTransaction(db, (trx) => locked(trx).update({ access_version: 2 })));
      proxy.restore();
      await locked(db).update({ access_version: 3 });
      assert.deepEqual((await locked(db).pluck('access_version')).map(Number), [3]);
    });

    it('also discards the idle connections that have been silent since then, and no others', async () => {
      const db = open();
      const [first, second, third] = await connectionIds(db, 3);
      proxy.blackholeAfter('select 3');
      const lost = assert.rejects(db.raw('select 3'));
      const heard = await connectionId(db);
      await lost;
      const now = await connectionIds(db, 3);
      const before = [first!, second!, third!];
      assert.deepEqual(
        now.filter((id) => before.includes(id)),
        [heard],
      );
    });

    it('is ended by the server itself when it only takes long, and the connection is kept', async () => {
      const db = open();
      const id = await connectionId(db);
      const dialect = dialectOf(db);
      await assert.rejects(db.raw(takes(10)), (error) => dialect.isUnavailable(error) && !dialect.isRetryable(error));
      assert.equal(await connectionId(db), id);
    });

    it('has a longer limit in a transaction that asks for it, and whoever comes next the usual one', async () => {
      const db = open({ poolSize: 1 });
      const id = await connectionId(db);
      await writeTransaction(db, async (trx) => {
        assert.equal(await connectionId(trx), id);
        await raiseStatementLimit(trx, 'large');
        await trx.raw(takes(1.5));
      });
      assert.notEqual(await connectionId(db), id);
      await assert.rejects(db.raw(takes(10)));
    });

    it('is not given up when it was answered while this process stood still', async () => {
      const db = open({}, url);
      const id = await connectionId(db);
      const answer = connectionId(db);
      // Waits until the query is on its way.
      await new Promise(setImmediate);
      const until = performance.now() + LIMIT_MS + 200;
      while (performance.now() < until);
      assert.equal(await answer, id);
    });

    it('that would have no limit is refused', async () => {
      const db = open();
      const client = db.client as { acquireConnection(): Promise<{ query(sql: string): void }> };
      const connection = await client.acquireConnection();
      assert.throws(() => connection.query('select 1'), /A statement without a callback would have no limit/);
      await (db.client as { releaseConnection(one: object): Promise<void> }).releaseConnection(connection);
    });

    it('keeps nothing open once its pool is closed, however silent the server is', async () => {
      const db = open();
      await connectionIds(db, 3);
      const { pool } = db.client as { pool: { free: { resource: { stream: { destroyed: boolean } } }[] } };
      const streams = pool.free.map(({ resource }) => resource.stream);
      assert.equal(streams.length, 3);
      proxy.blackhole();
      await db.destroy();
      await waitUntil('the end of each connection', () => streams.every((stream) => stream.destroyed));
    });
  },
  [mysqlDatabase],
);
