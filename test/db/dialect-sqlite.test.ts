import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/connect.js';
import { dialectOf } from '../../db/dialect.js';
import { migrate } from '../../db/migrate.js';
import { writeTransaction } from '../../db/transaction.js';
import { describeOnEachDatabase, sqlite } from '../support/databases.js';

describe('a database file', () => {
  it('gets its folder made, and is opened safe against power failures and with foreign keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pop-sqlite-'));
    const db = connect(`sqlite:${join(folder, 'a', 'b', 'c.db')}`);
    const pragma = async (name: string) => {
      const rows = await db.raw<Record<string, unknown>[]>(`pragma ${name}`);
      return Object.values(rows[0] ?? {});
    };
    assert.deepEqual(await pragma('journal_mode'), ['wal']);
    assert.deepEqual(await pragma('synchronous'), [2]);
    assert.deepEqual(await pragma('foreign_keys'), [1]);
    assert.deepEqual(await pragma('busy_timeout'), [5000]);
    await db.destroy();
    rmSync(folder, { recursive: true });
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
    it('holds back other writers from the beginning of a transaction on, and leaves readers alone', async () => {
      const { db, another } = await create();
      const other = another();
      await other.raw('pragma busy_timeout = 1');
      const dialect = dialectOf(db);
      await db.transaction(async () => {
        assert.deepEqual(await other('users'), []);
        const busy = (error: unknown) => dialect.isRetryable(error) && dialect.isUnavailable(error);
        await assert.rejects(other('users').delete(), busy);
        const writing = writeTransaction(other, (trx) => trx('users').delete(), { attempts: 2, random: () => 0 });
        await assert.rejects(writing, busy);
      });
      assert.equal(await writeTransaction(other, (trx) => trx('users').delete()), 0);
    });
  },
  [sqlite],
);
