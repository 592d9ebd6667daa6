import assert from 'node:assert/strict';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { connect } from '../../../db/connection/connect.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { databaseChecks } from '../../../src/cli/doctor/database-checks.js';
import { runChecks } from '../../../src/cli/doctor/run-checks.js';
import { describeOnEachDatabase, sqlite } from '../../support/databases.js';
import { seedOf } from '../../support/seed.js';

// A server's refusal is also told to the log.
const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

describeOnEachDatabase('a database that is opened only for looking', (create, kind) => {
  it('can be read, and refuses to be written', async () => {
    const { db, another } = await create();
    await seedOf(db).account({ name: 'Acme' });
    const looking = another({ readOnly: true, log: SILENT });
    assert.deepEqual(await looking('accounts').pluck('name'), ['Acme']);
    await assert.rejects(writeTransaction(looking, async (trx) => trx('accounts').update({ name: 'X' })));
    assert.deepEqual(await db('accounts').pluck('name'), ['Acme']);
  });

  it('tells of settings that something between has changed', async () => {
    const { another } = await create();
    const looking = another({ readOnly: true, poolSize: 1 });
    const found = async () => {
      const lines = await runChecks(databaseChecks(looking, Date.now));
      return lines.filter(({ status }) => status === 'fail').map(({ name }) => name);
    };
    assert.deepEqual(await found(), []);
    const embedded = kind.name === 'SQLite';
    await looking.raw(
      embedded ? 'pragma read_uncommitted = 1' : 'set session transaction isolation level repeatable read',
    );
    if (!embedded) await looking.raw("set session time_zone = '+02:00'");
    assert.deepEqual(await found(), embedded ? ['isolation'] : ['isolation', 'time-zone']);
  });
});

describeOnEachDatabase(
  'a file that is opened only for looking',
  (create) => {
    const contents = async (file: string) => {
      const names = (await readdir(dirname(file))).sort();
      return { names, bytes: await readFile(file) };
    };
    const look = async (url: string) => {
      const db = connect(url, { readOnly: true });
      try {
        return await db('accounts').pluck('name');
      } finally {
        await db.destroy();
      }
    };

    it('is afterwards as it was, and nothing lies beside it', async () => {
      const { url } = await create();
      const file = url.slice('sqlite:'.length);
      const before = await contents(file);
      assert.deepEqual(await look(url), []);
      assert.deepEqual(await contents(file), before);
    });

    it('keeps the log of writes that a crash has left beside it', async () => {
      const { url, db } = await create();
      await seedOf(db).account({ name: 'Acme' });
      const file = url.slice('sqlite:'.length);
      const copy = `${file}.copy`;
      // What is on the disk while the database is open is what a crash leaves.
      for (const end of ['', '-wal']) await copyFile(`${file}${end}`, `${copy}${end}`);
      const before = [await readFile(copy), await readFile(`${copy}-wal`)];
      assert.deepEqual(await look(`sqlite:${copy}`), ['Acme']);
      assert.deepEqual([await readFile(copy), await readFile(`${copy}-wal`)], before);
    });
  },
  [sqlite],
);
