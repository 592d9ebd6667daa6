import assert from 'node:assert/strict';
import { embeddedDriver } from '../../../db/connection/driver/embedded-driver.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Knex } from 'knex';
import { connect } from '../../../db/connection/connect.js';
import { codeOf, dialectOf } from '../../../db/connection/dialect.js';
import { migrate } from '../../../db/migrate.js';
import { selectRows } from '../../../db/connection/select-rows.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { WriteLockTimeout } from '../../../db/connection/driver/write-lock-timeout.js';
import { describeOnEachDatabase, sqlite } from '../../support/databases.js';
import { waitUntil } from '../../support/wait-until.js';

describe('a database file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pop-sqlite-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // The read is in a transaction, because some pragmas could also change the file.
  const pragma = async (db: Knex, name: string): Promise<unknown[]> =>
    writeTransaction(db, async (trx) => {
      const rows = await trx.raw<Record<string, unknown>[]>(`pragma ${name}`);
      return Object.values(rows[0] ?? {});
    });

  it('gets its folder made, and is opened safe against power failures, with foreign keys, and without waits', async () => {
    const db = connect(`sqlite:${join(folder, 'a', 'b', 'c.db')}`);
    assert.deepEqual(await pragma(db, 'journal_mode'), ['wal']);
    assert.deepEqual(await pragma(db, 'synchronous'), [2]);
    assert.deepEqual(await pragma(db, 'foreign_keys'), [1]);
    assert.deepEqual(await pragma(db, 'busy_timeout'), [0]);
    await db.destroy();
  });

  it('is waited for while another process locks all of it, and nothing else has to wait', async () => {
    const file = join(folder, 'new.db');
    const other = new (embeddedDriver())(file);
    other.exec('begin exclusive; create table t (n); insert into t values (7)');
    const db = connect(`sqlite:${file}`);
    const rows = db('t').then((found: unknown) => found);
    const { pool } = db.client as { pool: { numPendingCreates(): number } };
    await waitUntil('the opening to be under way', () => pool.numPendingCreates() > 0);
    // This thread commits. It could not get here if the opening blocked it.
    other.exec('commit');
    assert.deepEqual(await rows, [{ n: 7 }]);
    other.close();
    assert.deepEqual(await pragma(db, 'journal_mode'), ['wal']);
    await db.destroy();
  });

  it('is given up, as busy, when another process keeps all of it locked', async () => {
    const file = join(folder, 'kept.db');
    const other = new (embeddedDriver())(file);
    other.exec('begin exclusive; create table t (n)');
    const log = { warn() {}, error() {}, deprecate() {}, debug() {} };
    const db = connect(`sqlite:${file}`, { log });
    await assert.rejects(db('t'), (error) => dialectOf(db).isUnavailable(error));
    other.exec('commit');
    other.close();
    assert.deepEqual(await db('t'), []);
    await db.destroy();
  });

  it('can be no file at all', async () => {
    const db = connect('sqlite::memory:');
    assert.ok((await migrate(db)).applied.length > 0);
    assert.deepEqual(await db('users'), []);
    await db.destroy();
  });
});

describeOnEachDatabase(
  'the dialect',
  (create) => {
    const USER = { name: 'ada', kind: 'partner', active: true, access_version: 1, created_ms: 1 } as const;
    const addUser = (to: Knex) => to('users').insert(USER);
    const names = async (db: Knex) => (await selectRows<{ name: string }>(db, 'select name from users', [])).length;

    const writes: { name: string; write: (db: Knex) => PromiseLike<unknown> }[] = [
      { name: 'an insert', write: addUser },
      { name: 'an update', write: (db) => db('users').update({ active: false }) },
      { name: 'an update of nothing', write: (db) => db('users').where({ id: '7' }).update({ active: false }) },
      { name: 'a delete', write: (db) => db('users').delete() },
      { name: 'a text', write: (db) => db.raw('delete from users where id = ? returning id', ['7']) },
      { name: 'a new table', write: (db) => db.schema.createTable('t', (t) => void t.increments()) },
      { name: 'a table that is there', write: (db) => db.raw('create table if not exists users (id)') },
    ];
    for (const { name, write } of writes) {
      it(`refuses ${name} outside of a transaction, as no fault of the database`, async () => {
        const { db } = await create();
        const dialect = dialectOf(db);
        await assert.rejects(Promise.resolve(write(db)), (error) => {
          assert.match(String(error), /writes outside of a transaction: use writeTransaction or writeStatement/);
          return !dialect.isUnavailable(error) && !dialect.isRetryable(error);
        });
        await writeTransaction(db, async (trx) => void (await write(trx)));
      });
    }

    it('lets writes wait, and readers not, while another has the lock', async () => {
      const { db, another } = await create();
      const other = another();
      let waiting: Promise<unknown[]> | undefined;
      await writeTransaction(other, async (trx) => {
        await addUser(trx);
        waiting = Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            writeStatement(db, (to) => to('users').insert({ ...USER, name: `user ${n}` })),
          ),
        );
        const turns = dialectOf(db).writeTurns(db)!;
        assert.equal(turns.pending(), 20);
        for (let n = 0; n < 20; n += 1) {
          assert.deepEqual([await db('users'), await names(db)], [[], 0]);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        assert.equal(turns.pending(), 20);
      });
      await waiting;
      assert.equal(await names(db), 21);
    });

    it('begins nothing of a write that has waited for too long', async () => {
      const { db, another } = await create();
      const other = another();
      const dialect = dialectOf(db);
      let runs = 0;
      const write = () =>
        writeTransaction(db, async (trx) => void (runs++, await trx('users').delete()), { patienceMs: 50 });
      await writeTransaction(other, async (trx) => {
        await addUser(trx);
        const outcomes = await Promise.allSettled([write(), write()]);
        for (const outcome of outcomes) {
          assert.ok(outcome.status === 'rejected' && outcome.reason instanceof WriteLockTimeout);
          assert.ok(dialect.isUnavailable(outcome.reason) && !dialect.isRetryable(outcome.reason));
          assert.match(outcome.reason.message, /could not be written to for 0.05 s/);
        }
      });
      assert.deepEqual([runs, await names(db)], [0, 1]);
      await write();
      assert.deepEqual([runs, await names(db)], [1, 0]);
    });

    it('tells of a full disk as such, and has nothing of the transaction', async () => {
      const { db } = await create();
      const [{ page_count: pages }] = (await db.raw('pragma page_count')) as [{ page_count: number }];
      await db.raw(`pragma max_page_count = ${pages}`);
      const fill = writeTransaction(db, async (trx) => {
        for (let n = 0; n < 10_000; n += 1) await trx('users').insert({ ...USER, name: `user ${n}` });
      });
      await assert.rejects(fill, (error) => codeOf(error).code === 'SQLITE_FULL' && dialectOf(db).isUnavailable(error));
      assert.equal(await names(db), 0);
      await writeStatement(db, addUser);
      assert.equal(await names(db), 1);
    });

    it('does not go on with a connection that somebody left in a transaction', async () => {
      const { db } = await create();
      await db.raw('BEGIN;');
      await assert.doesNotReject(writeStatement(db, addUser));
      assert.equal(await names(db), 1);
    });
  },
  [sqlite],
);
