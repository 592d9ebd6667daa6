import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { connect } from '../../../db/connection/connect.js';
import { dialectOf } from '../../../db/connection/dialect.js';
import { createTableOnce } from '../../../db/migrations/create-table-once.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('connect', (create) => {
  it('hands back 64-bit ids exactly, and insert ids as strings', async () => {
    const { db } = await create();
    await writeTransaction(db, (trx) =>
      createTableOnce(trx, 't', (t) => {
        t.bigIncrements('id');
        t.bigInteger('at_ms');
      }),
    );
    for (const id of ['1', '9007199254740993', '9223372036854775806']) {
      assert.deepEqual(
        await writeStatement(db, (to) => to('t').insert({ id, at_ms: 1 })).then(() => db('t').where({ id }).select()),
        [{ id, at_ms: 1 }],
      );
    }
    assert.deepEqual(await writeStatement(db, (to) => to('t').insert({ at_ms: null })), ['9223372036854775807']);
    assert.deepEqual(await db('t').orderBy('id', 'desc').limit(2).pluck('id'), [
      '9223372036854775807',
      '9223372036854775806',
    ]);
    assert.deepEqual(await db('t').orderBy('id', 'desc').first(), { id: '9223372036854775807', at_ms: null });
  });

  it('hands back counts, sums, instants and integers beyond 2^53 alike', async () => {
    const { db } = await create();
    const rows = await db.raw<object[]>(
      `select count(*) as n, sum(2) as s, 1700000000000 as at_ms, 9007199254740993 as large, 7 as some_id, 'x' as text_id,
       null as none_id`,
    );
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [{ n: 1, s: 2, at_ms: 1700000000000, large: '9007199254740993', some_id: '7', text_id: 'x', none_id: null }],
    );
  });

  it('hands back what a raw write did', async () => {
    const { db } = await create();
    await writeTransaction(db, (trx) =>
      createTableOnce(trx, 't', (t) => {
        t.bigIncrements('id');
        t.integer('n');
      }),
    );
    assert.deepEqual(await writeStatement(db, (to) => to.raw('insert into t (n) values (1)')), {
      affectedRows: 1,
      insertId: '1',
    });
    // The second update changes nothing. But the count is of rows found, not of rows changed.
    const update = (to: Knex) => to.raw<{ affectedRows: number }>('update t set n = 2');
    for (let i = 0; i < 2; i++) {
      assert.equal((await writeStatement(db, update)).affectedRows, 1);
    }
    assert.equal(await writeStatement(db, (to) => to('t').update({ n: 3 })), 1);
    assert.equal(await writeStatement(db, (to) => to('t').delete()), 1);
  });

  it('knows a duplicate key from other errors', async () => {
    const { db } = await create();
    const insert = () =>
      writeStatement(db, (to) =>
        to('users').insert({ name: 'a', kind: 'partner', active: true, access_version: 1, created_ms: 1 }),
      );
    await insert();
    const dialect = dialectOf(db);
    await assert.rejects(insert(), (error) => dialect.isDuplicateKey(error) && !dialect.isUnavailable(error));
    await assert.rejects(db.raw('select * from nowhere'), (error) => !dialect.isDuplicateKey(error));
    const orphan = { user_id: '99', label: 'x', password_hash: 'x', version: 1, created_ms: 1 };
    await assert.rejects(
      writeStatement(db, (to) => to('credentials').insert(orphan)),
      (error) => !dialect.isDuplicateKey(error),
    );
    assert.equal(await db('credentials').first(), undefined);
  });

  it('compares text byte by byte', async () => {
    const { db } = await create();
    await writeStatement(db, (to) =>
      to('users').insert({ name: 'Zoë 😀', kind: 'partner', active: true, access_version: 1, created_ms: 1 }),
    );
    const count = async (name: string) => (await db('users').where({ name })).length;
    assert.deepEqual(await Promise.all(['Zoë 😀', 'zoë 😀', 'Zoe 😀', 'Zoë 😀 '].map(count)), [1, 0, 0, 0]);
  });
});

describe('connect to a server', () => {
  it('takes user, password and database as written with percent signs, and TLS only with a checked name', () => {
    const db = connect('mariadb://us%40er:p%2F%40@[::1]/da%20ta?ssl=true');
    const { host, port, user, password, database, ssl } = (
      db.client as { config: { connection: Record<string, unknown> } }
    ).config.connection;
    assert.deepEqual([host, port, user, password, database], ['::1', 3306, 'us@er', 'p/@', 'da ta']);
    assert.deepEqual(ssl, { rejectUnauthorized: true, verifyIdentity: true });
  });
});

describe('connect', () => {
  const refused = [
    { name: 'no url', url: '', message: /DATABASE_URL is not valid.*sqlite:.*mysql:/ },
    { name: 'another product', url: 'postgres://u:secret@h/d', message: /^Error: DATABASE_URL (?!.*secret)/ },
    { name: 'no file', url: 'sqlite:', message: /DATABASE_URL names no file/ },
    { name: 'no database name', url: 'mysql://u:p@h', message: /DATABASE_URL needs a host and a database name/ },
    {
      name: 'an url that is none',
      url: 'mysql://u:secret@h:x/d',
      message: /^Error: DATABASE_URL is not valid(?!.*secret)/,
    },
    {
      name: 'a bare percent sign',
      url: 'mysql://u:50%@h/d',
      message: /DATABASE_URL has a "%" that must be written %25/,
    },
    {
      name: 'a parameter with another value',
      url: 'mysql://u:p@h/d?ssl=1',
      message: /DATABASE_URL has an unknown parameter "ssl"; the known ones are ssl=true and sync=true/,
    },
    {
      name: 'an unknown parameter',
      url: 'mysql://u:p@h/d?tls=1',
      message: /DATABASE_URL has an unknown parameter "tls"/,
    },
  ];
  for (const { name, url, message } of refused) {
    it(`refuses ${name} in words`, () => {
      assert.throws(() => connect(url), message);
    });
  }
});
