import assert from 'node:assert/strict';
import { markCopy } from '../../db/copying/copy-mark.js';
import { migrate } from '../../db/migrate.js';
import { type Migration, migrations } from '../../db/migrations/index.js';
import { watchSchema } from '../../src/watch-schema.js';
import { describeOnEachDatabase } from '../support/databases.js';

const later: Migration = { name: '9998-later', up: () => Promise.resolve() };
const less: Migration = { ...later, name: '9999-less', needs: '9998-later' };

const NOTE = 'the database has migrations of a newer version, which do no harm: 9998-later';
const REASON = 'this program is too old for the database: 9999-less needs a version that knows 9998-later';

describeOnEachDatabase('watchSchema', (create) => {
  it('says once in the log what a newer version has done to the database, and each time whether that matters', async () => {
    const { db } = await create();
    const said: string[] = [];
    const look = watchSchema({ db, log: { warn: (words: string) => void said.push(words) } as never });
    assert.deepEqual([await look(), said], [{}, []]);
    await migrate(db, [...migrations, later]);
    for (let again = 0; again < 2; again++) assert.deepEqual([await look(), said], [{ note: NOTE }, [NOTE]]);
    await migrate(db, [...migrations, later, less]);
    for (let again = 0; again < 2; again++)
      assert.deepEqual([await look(), said], [{ reason: REASON }, [NOTE, REASON]]);
  });

  it('names three of many pending migrations, and says how many more there are', async () => {
    const { db } = await create({ empty: true });
    const more = migrations.length - 3;
    const reason = `migrations are pending: 0001-users, 0002-accounts, 0003-positions and ${more} more`;
    assert.deepEqual(await watchSchema({ db, log: { warn() {} } })(), { reason });
  });

  it('is not ready on a copy that was cut off', async () => {
    const { db } = await create();
    await markCopy(db, 'token', 1);
    assert.deepEqual(await watchSchema({ db, log: { warn() {} } })(), { reason: 'the database is an unfinished copy' });
  });
});
