import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { dialectOf } from '../../../db/connection/dialect.js';
import { createTableOnce } from '../../../db/migrations/create-table-once.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../support/databases.js';
import { runScript } from '../../support/run-script.js';

async function addCounters(db: Knex): Promise<void> {
  await writeTransaction(db, (trx) =>
    createTableOnce(trx, 'counter', (t) => {
      t.bigIncrements('id');
      t.integer('n').notNullable();
    }),
  );
  await writeStatement(db, (to) => to('counter').insert([{ n: 0 }, { n: 0 }]));
}

const counters = (db: Knex) => db('counter').orderBy('id').select('n');

describeOnEachDatabase('writeTransaction', (create, kind) => {
  it('commits and hands back what the work gives', async () => {
    const { db } = await create();
    await addCounters(db);
    assert.equal(await writeTransaction(db, async (trx) => trx('counter').update({ n: 5 })), 2);
    assert.deepEqual(await counters(db), [{ n: 5 }, { n: 5 }]);
  });

  it('rolls back and does not run again when the work throws', async () => {
    const { db } = await create();
    await addCounters(db);
    let runs = 0;
    const work = writeTransaction(db, async (trx) => {
      runs++;
      await trx('counter').update({ n: 5 });
      throw new Error('no');
    });
    await assert.rejects(work, /^Error: no$/);
    assert.equal(runs, 1);
    assert.deepEqual(await counters(db), [{ n: 0 }, { n: 0 }]);
  });

  it('lets several processes read and write in transactions without losing a write or failing', async () => {
    const { url, db } = await create();
    await addCounters(db);
    await Promise.all(Array.from({ length: 3 }, () => runScript('count-up.ts', url, '100')));
    assert.deepEqual(await counters(db), [{ n: 300 }, { n: 0 }]);
  });

  it('gives up after the given attempts with the error of the last one', async () => {
    const { db } = await create();
    const busy = kind.name === 'SQLite' ? { code: 'SQLITE_BUSY_SNAPSHOT' } : { errno: 1213 };
    let runs = 0;
    const work = () => Promise.reject(Object.assign(new Error(`run ${++runs}`), busy));
    await assert.rejects(writeTransaction(db, work, { attempts: 3, random: () => 0 }), /run 3/);
    assert.equal(runs, 3);
  });
});

describeOnEachDatabase('writeStatement', (create, kind) => {
  it('is one statement on a server and in a transaction, and else a transaction of its own', async () => {
    const { db } = await create();
    await addCounters(db);
    const sent: string[] = [];
    db.on('query', ({ sql }: { sql: string }) => sent.push(sql.split(' ', 1)[0]!));
    const raise = (to: Knex) => to('counter').increment('n', 1);
    assert.equal(await writeStatement(db, raise), 2);
    assert.deepEqual(sent.splice(0), kind.name === 'SQLite' ? ['BEGIN;', 'update', 'COMMIT;'] : ['update']);
    await writeTransaction(db, async (trx) => {
      await writeStatement(trx, raise);
      await writeStatement(trx, raise);
    });
    assert.deepEqual(sent, ['BEGIN;', 'update', 'update', 'COMMIT;']);
    assert.deepEqual(await counters(db), [{ n: 3 }, { n: 3 }]);
  });
});

describeOnEachDatabase(
  'writeTransaction',
  (create) => {
    it('runs the victim of a real deadlock again', async () => {
      const { db } = await create();
      await addCounters(db);
      let runs = 0;
      const bothHoldOne = barrier(2);
      const raise = (order: [string, string]) =>
        writeTransaction(db, async (trx) => {
          runs++;
          await trx('counter').where({ id: order[0] }).increment('n', 1);
          await bothHoldOne();
          await trx('counter').where({ id: order[1] }).increment('n', 1);
        });
      await Promise.all([raise(['1', '2']), raise(['2', '1'])]);
      assert.equal(runs, 3);
      assert.deepEqual(await counters(db), [{ n: 2 }, { n: 2 }]);
    });

    it('waits for a row that stays locked as long as the server does, and then fails as one that may be tried again', async () => {
      const { db, another } = await create();
      await addCounters(db);
      let runs = 0;
      const late = async (trx: Knex.Transaction) => {
        runs++;
        await trx.raw('set session innodb_lock_wait_timeout = 1');
        await trx('counter').update({ n: 2 });
      };
      await writeTransaction(another(), async (trx) => {
        await trx('counter').update({ n: 1 });
        const waiting = writeTransaction(db, late, { attempts: 2, random: () => 0 });
        await assert.rejects(waiting, (error) => dialectOf(db).isRetryable(error));
      });
      assert.deepEqual([runs, await counters(db)], [2, [{ n: 1 }, { n: 1 }]]);
    });

    it('does not run again when the connection dies', async () => {
      const { db } = await create();
      await addCounters(db);
      const dialect = dialectOf(db);
      let runs = 0;
      const work = writeTransaction(db, async (trx) => {
        runs++;
        await trx('counter').update({ n: 5 });
        await db.raw(`kill ${await connectionId(trx)}`);
        await trx.raw('select 1');
      });
      await assert.rejects(work, (error) => dialect.isUnavailable(error) && !dialect.isRetryable(error));
      assert.equal(runs, 1);
      assert.deepEqual(await counters(db), [{ n: 0 }, { n: 0 }]);
    });
  },
  [mysqlDatabase],
);

async function connectionId(db: Knex): Promise<number> {
  const rows = await db.raw<{ n: number }[]>('select connection_id() as n');
  return rows[0]?.n ?? 0;
}

// The barrier opens when it has been called `size` times, and then stays open.
function barrier(size: number): () => Promise<void> {
  let waiting = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++waiting >= size) open();
    return opened;
  };
}
