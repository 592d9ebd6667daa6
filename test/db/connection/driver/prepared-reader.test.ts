import assert from 'node:assert/strict';
import { PreparedReader } from '../../../../db/connection/driver/prepared-reader.js';
import { selectRows, selectTuples } from '../../../../db/connection/select-rows.js';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../../support/databases.js';

const OF_KIND = 'select name from users where kind = ? order by name';
const COUNT = 'select count(*) as users from users where name = ?';

describeOnEachDatabase('selectRows', (create) => {
  const user = { name: 'ada', kind: 'partner', active: true, access_version: 1, created_ms: 1 } as const;

  it('sees what was committed, at once, and nothing that was not', async () => {
    const { db } = await create();
    const count = async () => (await selectRows<{ users: number }>(db, COUNT, ['ada']))[0]!.users;
    assert.equal(await count(), 0);
    await writeTransaction(db, async (trx) => {
      await trx('users').insert(user);
      assert.equal((await selectRows<{ users: number }>(trx, COUNT, ['ada']))[0]!.users, 1);
    });
    assert.equal(await count(), 1);
  });

  it('gives ids as exact strings and other integers as numbers', async () => {
    const { db } = await create();
    await writeStatement(db, (to) => to('users').insert({ ...user, id: '9223372036854775807' }));
    const rows = await selectRows(db, 'select id, active, created_ms from users where name = ?', ['ada']);
    assert.deepEqual({ ...(rows[0] as object) }, { id: '9223372036854775807', active: 1, created_ms: 1 });
  });

  for (const keep of [false, true]) {
    it(`gives as ${keep ? 'kept tuples' : 'tuples'} what was committed last, by whichever connection, and nothing that was not`, async () => {
      const database = await create();
      const { db } = database;
      const other = database.another();
      const namesOf = async (asked = db) =>
        (await selectTuples<[string]>(asked, OF_KIND, ['partner'], { keep })).flat();
      assert.deepEqual(await namesOf(), []);
      for (const [index, writer] of [db, other, other, db].entries()) {
        await writeStatement(writer, (to) => to('users').insert({ ...user, name: `user-${index}` }));
        const expected = Array.from({ length: index + 1 }, (_, at) => `user-${at}`);
        assert.deepEqual([await namesOf(), await namesOf(), await namesOf(other)], [expected, expected, expected]);
      }
      await writeTransaction(other, async (trx) => {
        await trx('users').delete();
        assert.equal((await namesOf()).length, 4);
      });
      assert.deepEqual(await namesOf(), []);
    });
  }
});

describe('PreparedReader', () => {
  it('reads each time, but for rows that are to be kept and that nothing was written to', () => {
    let reads = 0;
    let version = 1;
    const statement = { all: () => [[(reads += 1)]], raw: () => statement };
    const reader = new PreparedReader(() => ({
      prepare: () => statement,
      version: () => version,
      close: () => undefined,
    }));
    const ask = (way: 'tuples' | 'keptTuples') => reader[way]('select 1', []);
    assert.deepEqual([ask('tuples'), ask('tuples')], [[[1]], [[2]]]);
    assert.deepEqual([ask('keptTuples'), ask('keptTuples')], [[[3]], [[3]]]);
    version += 1;
    assert.deepEqual(ask('keptTuples'), [[4]]);
  });
});
