import assert from 'node:assert/strict';
import { type EventEmitter, once } from 'node:events';
import { type Knex } from 'knex';
import { connect } from '../../../db/connection/connect.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { dialect, refuseVersion } from '../../../db/connection/dialect-mysql.js';
import { createTableOnce } from '../../../db/migrations/create-table-once.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../support/databases.js';

// knex warns of lost connections, which the tests cause.
const quiet = { warn() {}, error() {} };

describe('refuseVersion', () => {
  const accepted = [
    '8.0.1',
    '8.0.36-0ubuntu0.22.04.1',
    '8.4.3',
    '9.1.0',
    '10.6.0-MariaDB',
    '10.11.19-MariaDB-0+deb12u1',
  ];
  for (const version of [...accepted, '5.5.5-10.6.12-MariaDB', '11.4.2-MariaDB', '12.0.1-MariaDB']) {
    it(`accepts ${version}`, () => assert.equal(refuseVersion(version), undefined));
  }
  for (const version of [
    '5.7.44-log',
    '8.0.0',
    '10.5.29-MariaDB',
    '5.5.5-10.3.9-MariaDB',
    '9.0.0-MariaDB',
    'unknown',
  ]) {
    it(`refuses ${version} in words`, () => {
      assert.match(refuseVersion(version) ?? '', new RegExp(`is ${version};.*MySQL 8.0.1 or MariaDB 10.6`));
    });
  }
});

describe('a server of another kind', () => {
  for (const [version, because] of [
    ['8.0.11-TiDB-v7.5.1', 'SKIP LOCKED'],
    ['8.0.30-Vitess', 'sharded'],
  ] as const) {
    it(`is refused with the reason: ${version}`, () => {
      assert.match(refuseVersion(version) ?? '', new RegExp(`is ${version}.*${because}.*Use MySQL or MariaDB`));
    });
  }
});

describe('the description of a url', () => {
  it('has no password', () => {
    assert.equal(dialect.describe('mysql://me:p%40s@s@h:3306/d?ssl=true'), 'mysql://me:***@h:3306/d?ssl=true');
    assert.equal(dialect.describe('mysql://me@h/d'), 'mysql://me@h/d');
  });
});

describe('an unreachable server', () => {
  it('is unavailable, not a fault of the request', async () => {
    const db = connect('mysql://u:p@127.0.0.1:1/d', { log: quiet });
    await assert.rejects(db.raw('select 1'), (error) => dialect.isUnavailable(error) && !dialect.isRetryable(error));
    await db.destroy();
  });
});

describeOnEachDatabase(
  'a pooled connection',
  (create) => {
    it('is at READ COMMITTED, in UTC and strict, each of them', async () => {
      const { db } = await create();
      const settings = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const [row] = (await db.raw(
            `select connection_id() as n, @@tx_isolation as isolation, @@time_zone as zone, @@innodb_lock_wait_timeout as wait,
             @@sql_mode like '%STRICT_ALL_TABLES%' as strict_mode, sleep(0.05) as slept`.replace(
              '@@tx_isolation',
              await isolation(db),
            ),
          )) as [{ n: number } & object];
          return row;
        }),
      );
      assert.equal(new Set(settings.map(({ n }) => n)).size, 5);
      for (const { n: _n, ...row } of settings) {
        assert.deepEqual(row, { isolation: 'READ-COMMITTED', zone: '+00:00', wait: 5, strict_mode: 1, slept: 0 });
      }
    });

    it('is refused with sync=true where the server is no node of a cluster', async () => {
      const { url } = await create();
      const db = connect(`${url}?sync=true`);
      await assert
        .rejects(dialectOf(db).checkServer(db), /sync=true, but the server is no node/)
        .finally(() => db.destroy());
    });

    it('is replaced when the server has killed it', async () => {
      const { db: killer, another } = await create();
      const db = another({ log: quiet });
      const before = await connectionId(db);
      const { pool } = db.client as { pool: Pool };
      const connection = await pool.acquire().promise;
      pool.release(connection);
      const ended = once(connection.stream, 'end');
      await killer.raw(`kill ${before}`);
      await ended;
      assert.notEqual(await connectionId(db), before);
    });

    it('counts as unavailable when none becomes free in time', async () => {
      const { another } = await create();
      const db = another({ poolSize: 1, log: quiet });
      const { pool } = db.client as { pool: { acquireTimeoutMillis: number } };
      pool.acquireTimeoutMillis = 50;
      await writeTransaction(db, async () => {
        await assert.rejects(db.raw('select 1'), (error) => dialect.isUnavailable(error));
      });
    });
  },
  [mysqlDatabase],
);

describeOnEachDatabase(
  'the dialect',
  (create) => {
    it('keeps ids beyond 2^63 exact', async () => {
      const { db } = await create();
      await createTableOnce(db, 't', (t) => void t.bigIncrements('id'));
      await db('t').insert({ id: '18446744073709551615' });
      assert.deepEqual(await db('t').where({ id: '18446744073709551615' }), [{ id: '18446744073709551615' }]);
    });

    it('stores every id and every reference to one as BIGINT UNSIGNED, and all text in one binary collation', async () => {
      const { db } = await create();
      const columns = await db.raw<{ t: string; c: string; type: string; collation: string | null }[]>(
        `select table_name as t, column_name as c, column_type as type, collation_name as collation
         from information_schema.columns where table_schema = database() and table_name <> 'schema_migrations'`,
      );
      const ids = columns.filter(({ c, collation }) => (c === 'id' || c.endsWith('_id')) && collation === null);
      assert.ok(ids.length > 8);
      for (const { t, c, type } of ids) assert.match(type, /^bigint(\(20\))? unsigned$/, `${t}.${c}`);
      const collations = new Set(columns.map(({ collation }) => collation ?? 'none'));
      assert.equal(collations.size, 2);
      for (const name of collations) assert.match(name, /^(none|utf8mb4_nopad_bin|utf8mb4_0900_bin)$/);
    });

    it('locks a row until the transaction ends, by a write, which a cluster compares', async () => {
      const { db, another } = await create();
      const second = another();
      await createTableOnce(db, 't', (t) => {
        t.bigIncrements('id');
        t.bigInteger('turns').unsigned().notNullable().defaultTo(0);
      });
      await db('t').insert([{ id: '1' }, { id: '2' }]);
      await writeTransaction(db, async (trx) => {
        await dialectOf(trx).lockRow(trx, 't', '1');
        assert.deepEqual(await second('t').forUpdate().skipLocked().pluck('id'), ['2']);
      });
      assert.deepEqual(await second('t').forUpdate().skipLocked().pluck('id'), ['1', '2']);
      const turns = await db<{ id: string; turns: number | string }>('t').orderBy('id').pluck('turns');
      assert.deepEqual(turns.map(Number), [1, 0]);
    });
  },
  [mysqlDatabase],
);

interface Pool {
  acquire(): { promise: Promise<{ stream: EventEmitter }> };
  release(connection: object): void;
}

async function connectionId(db: Knex): Promise<number> {
  const rows = await db.raw<{ n: number }[]>('select connection_id() as n');
  return rows[0]?.n ?? 0;
}

// MySQL 8 has only the new name of the variable, and MariaDB 10 only the old one.
async function isolation(db: Knex): Promise<string> {
  const rows = (await db.raw("show variables like 'transaction_isolation'")) as unknown[];
  return rows.length > 0 ? '@@transaction_isolation' : '@@tx_isolation';
}
