import assert from 'node:assert/strict';
import { embeddedDriver } from '../../../../db/connection/driver/embedded-driver.js';
import { guardWrites } from '../../../../db/connection/driver/guard-writes.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase, sqlite } from '../../../support/databases.js';

/** Makes a connection that records what it is asked to prepare. The test decides whether it is in a transaction. */
function watched() {
  const prepared: string[] = [];
  const connection = {
    inTransaction: false,
    prepare: (sql: string) => {
      prepared.push(sql);
      return { readonly: !sql.startsWith('insert') };
    },
  };
  guardWrites(connection);
  return { connection, prepared };
}

describe('guardWrites', () => {
  it('takes the lock at BEGIN, and rolls nothing back twice', () => {
    const { connection, prepared } = watched();
    connection.prepare('BEGIN;');
    connection.prepare('ROLLBACK');
    connection.inTransaction = true;
    connection.prepare('ROLLBACK');
    assert.deepEqual(prepared, ['BEGIN IMMEDIATE;', 'select 1', 'ROLLBACK']);
  });

  it('lets reads through anywhere, and writes in a transaction only', () => {
    const { connection } = watched();
    connection.prepare('select 2');
    assert.throws(() => connection.prepare('insert 1'), /outside of a transaction/);
    connection.inTransaction = true;
    connection.prepare('insert 1');
  });
});

describeOnEachDatabase(
  'knex, as guardWrites knows it',
  (create) => {
    it('replaces the BEGIN that knex sends: a transaction that only reads also has the write lock', async () => {
      const { db, url } = await create();
      const other = new (embeddedDriver())(url.slice('sqlite:'.length), { timeout: 0 });
      try {
        const begin = other.prepare('begin immediate');
        await writeTransaction(db, async () => {
          assert.throws(() => begin.run(), { code: 'SQLITE_BUSY' });
        });
        begin.run();
      } finally {
        other.close();
      }
    });

    it('replaces the ROLLBACK that knex sends: a transaction that is already rolled back reports its own fault', async () => {
      const { db } = await create();
      const fault = new Error('the true fault');
      const work = writeTransaction(db, async (trx) => {
        // A full disk also makes the database roll back.
        await trx.raw('rollback');
        throw fault;
      });
      await assert.rejects(work, fault);
    });
  },
  [sqlite],
);
