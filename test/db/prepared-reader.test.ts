import assert from 'node:assert/strict';
import { selectRows } from '../../db/select-rows.js';
import { describeOnEachDatabase } from '../support/databases.js';

const COUNT = 'select count(*) as users from users where name = ?';

describeOnEachDatabase('selectRows', (create) => {
  const user = { name: 'ada', kind: 'partner', active: true, access_version: 1, created_ms: 1 };

  it('sees what was committed, at once, and nothing that was not', async () => {
    const { db } = await create();
    const count = async () => (await selectRows<{ users: number }>(db, COUNT, ['ada']))[0]!.users;
    assert.equal(await count(), 0);
    await db.transaction(async (trx) => {
      await trx('users').insert(user);
      assert.equal((await selectRows<{ users: number }>(trx, COUNT, ['ada']))[0]!.users, 1);
    });
    assert.equal(await count(), 1);
  });

  it('gives ids as exact strings and other integers as numbers', async () => {
    const { db } = await create();
    await db('users').insert({ ...user, id: '9223372036854775807' });
    const rows = await selectRows(db, 'select id, active, created_ms from users where name = ?', ['ada']);
    assert.deepEqual({ ...(rows[0] as object) }, { id: '9223372036854775807', active: 1, created_ms: 1 });
  });
});
