import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { compareSchema, MIGRATIONS_TABLE } from '../../../db/compare-schema.js';
import { dialectOf, type TableShape } from '../../../db/connection/dialect.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { copyDatabase, type CopyParts, prepareTarget } from '../../../db/copying/copy-database.js';
import { markCopy, removeMark } from '../../../db/copying/copy-mark.js';
import { compareTable, copyTable } from '../../../db/copying/copy-table.js';
import { migrate } from '../../../db/migrate.js';
import { describeOnEachDatabase, mysqlDatabase, sqlite, type TestDatabase } from '../../support/databases.js';

/** More than two chunks. */
const ROWS = 600;
const PASS = { onRows: () => undefined, end: () => undefined };
// Among them are texts that a careless comparison or a careless character set would take for the same or change.
const TEXTS = ['', ' ', 'a', 'A', 'a ', 'ä', 'a\u0308', '🦉', '\u0000', '"\\\'`', 'مرحبا', '1e3', '\r\n'];

describeOnEachDatabase(
  'copyDatabase',
  (create) => {
    let source: Knex;
    let target: Knex;
    let files: TestDatabase[] = [];

    beforeEach(async () => {
      files = [await sqlite.create()];
      source = files[0]!.db;
      target = (await create({ empty: true })).db;
    });
    afterEach(() => Promise.all(files.map((file) => file.close())));

    const copy = async (more: Partial<CopyParts> = {}, resumed = false) => {
      assert.equal(await prepareTarget({ source, target }), resumed);
      return copyDatabase({ source, target, token: 'first', now: 1, onPass: () => PASS, ...more });
    };

    const tablesOf = async (db: Knex): Promise<TableShape[]> =>
      (await dialectOf(db).tables(db)).filter(({ name }) => name !== MIGRATIONS_TABLE);

    async function rowsOf(db: Knex, { name, columns, key }: TableShape): Promise<string[]> {
      const rows = (await db.raw(`select * from ${name} order by ${key.join()}`)) as Record<
        string,
        string | number | null
      >[];
      return rows.map((row) =>
        JSON.stringify(columns.map((column) => (row[column] === null ? null : String(row[column])))),
      );
    }

    async function assertSame(): Promise<void> {
      for (const table of await tablesOf(source)) {
        assert.deepEqual(await rowsOf(target, table), await rowsOf(source, table), table.name);
      }
      assert.equal((await compareSchema(target)).unfinishedCopy, false);
    }

    /** Puts rows into every table, with values of all kinds. They refer to nothing. */
    async function fill(): Promise<void> {
      await source.raw('pragma foreign_keys = off');
      for (const { name, key } of await tablesOf(source)) {
        const columns = await source.raw<{ name: string; type: string; notnull: number }[]>(
          `select name, type, "notnull" from pragma_table_info('${name}')`,
        );
        const rows = Array.from({ length: ROWS }, (_, index) =>
          Object.fromEntries(columns.map((column) => [column.name, valueOf(column, index, key)])),
        );
        for (let at = 0; at < ROWS; at += 20) {
          await writeStatement(source, (to) => to(name).insert(rows.slice(at, at + 20) as never));
        }
      }
    }

    function valueOf(
      { name, type, notnull }: { name: string; type: string; notnull: number },
      index: number,
      key: string[],
    ): string | number | null {
      const isKey = key.includes(name);
      if (!isKey && notnull === 0 && index % 3 === 0) return null;
      const length = Number(/\((\d+)\)/.exec(type)?.[1] ?? 1000);
      if (/char|text/.test(type)) {
        const text = `${TEXTS[index % TEXTS.length]!}${index}${TEXTS[(index + 1) % TEXTS.length]!}`;
        return length < text.length + 3 ? String(index % 10 ** length) : text;
      }
      if (!/bigint/.test(type) && name !== 'id' && !name.endsWith('_id')) return isKey ? index + 1 : index % 2;
      // Rows that differ only in the last column of their key stand beside each other.
      if (key.length > 1 && name === key[0]) return String((index % 7) + 1);
      // Half of them are beyond what a number holds exactly.
      return String(BigInt(index + 1) + (index % 2 === 0 ? 0n : 9_007_199_254_740_993n));
    }

    it('makes every row of every table the same, and sees that it is', async () => {
      await fill();
      const copied = await copy();
      const names = (await tablesOf(source)).map(({ name }) => name);
      assert.ok(names.length >= 18);
      assert.deepEqual(
        copied,
        names.map((name) => ({ name, rows: ROWS })),
      );
      await assertSame();
      assert.deepEqual(await migrate(target), { applied: [], newer: [] });
    });

    it('gives no id again, not even those of rows that were deleted', async () => {
      const row = {
        at_ms: 1,
        user_name: 'a',
        operation: 'b',
        object: 'c',
        outcome: 'ok',
        address: 'd',
        request_id: 'e',
      };
      const add = (db: Knex) => writeStatement(db, (to) => to('audit_log').insert(row));
      for (let count = 0; count < 3; count += 1) await add(source);
      await writeStatement(source, (to) => to('audit_log').delete());
      await copy();
      const expected = ['audit_log', 'accounts'].map((table) => dialectOf(source).nextId(source, table));
      const next = ['audit_log', 'accounts'].map((table) => dialectOf(target).nextId(target, table));
      assert.deepEqual(await Promise.all(next), await Promise.all(expected));
      await add(target);
      assert.deepEqual(await target('audit_log').pluck('id'), ['4']);
    });

    it('takes a prepared target, and one that is prepared twice', async () => {
      await migrate(target);
      assert.equal(await prepareTarget({ source, target }), false);
      await copy();
      await assertSame();
    });

    const account = (id: string, name: string, link_token: string) => ({
      id,
      name,
      config: '',
      link_token,
      created_ms: 1,
    });
    const user = (id: string, name: string) => ({
      id,
      name,
      kind: 'partner' as const,
      active: true,
      access_version: 1,
      created_ms: 1,
    });

    /** Cuts the copy off after so many chunks. */
    const cutOff = (chunks: number): CopyParts['onPass'] => {
      let left = chunks;
      const onRows = () => {
        if (left === 0) throw new Error('the lights went out');
        left -= 1;
      };
      return () => ({ onRows, end: () => undefined });
    };

    for (const chunks of [0, 1, 2, 40, 60]) {
      it(`goes on after a cut (${chunks} chunks), although the source has changed since`, async () => {
        await fill();
        await assert.rejects(copy({ onPass: cutOff(chunks) }), /the lights went out/);
        assert.equal((await compareSchema(target)).unfinishedCopy, true);
        await assert.rejects(migrate(target), /unfinished copy: run pop database copy again/);
        await writeTransaction(source, async (trx) => {
          await trx('accounts').delete().where('id', '<', '300');
          await trx('accounts').insert(account('100', 'new', 'new'));
          await trx('users').update({ kind: 'internal' }).where({ id: '5' });
          // Two rows far from each other exchange a unique value.
          const [first, last] = await trx('users').whereIn('id', ['3', '599']).orderBy('id').pluck<string[]>('name');
          await trx('users').update({ name: 'between' }).where({ id: '3' });
          await trx('users').update({ name: first! }).where({ id: '599' });
          await trx('users').update({ name: last! }).where({ id: '3' });
          await trx('idempotency_keys').delete();
        });
        await copy({ token: 'second' }, true);
        await assertSame();
      });
    }

    it('deletes what the source does not have any more, however much it is', async () => {
      await writeTransaction(source, async (trx) => {
        for (let id = 1; id <= 1000; id += 1) await trx('users').insert(user(String(id), `user ${id}`));
      });
      // Each table before it has one chunk. This one has four, and the last one comes after the cut.
      const before = (await tablesOf(source)).findIndex(({ name }) => name === 'users');
      await assert.rejects(copy({ onPass: cutOff(before + 3) }), /the lights went out/);
      assert.equal((await target('users').select('id')).length, 1000);
      await writeStatement(source, (to) => to('users').whereNotIn('id', ['500', '999']).delete());
      await copy({}, true);
      assert.deepEqual(await target('users').pluck('id'), ['500', '999']);
    });

    const usersOf = async (db: Knex) => (await tablesOf(db)).find(({ name }) => name === 'users')!;

    const differences: { name: string; make(): Promise<unknown> }[] = [
      {
        name: 'another value',
        make: () => writeStatement(target, (to) => to('users').where({ id: '400' }).update({ active: false })),
      },
      {
        name: 'the word in the place of none',
        make: () => writeStatement(target, (to) => to('users').where({ id: '400' }).update({ former_name: 'null' })),
      },
      {
        name: 'a value in the place of none',
        make: () => writeStatement(target, (to) => to('users').where({ id: '400' }).update({ deleted_ms: 0 })),
      },
      { name: 'a missing row', make: () => writeStatement(target, (to) => to('users').where({ id: '600' }).delete()) },
      { name: 'one more row', make: () => writeStatement(target, (to) => to('users').insert(user('601', 'more'))) },
    ];
    for (const { name, make } of differences) {
      it(`compares the rows and finds ${name}`, async () => {
        await writeTransaction(source, async (trx) => {
          for (let id = 1; id <= ROWS; id += 1) await trx('users').insert(user(String(id), `user ${id}`));
        });
        await copy();
        const table = await usersOf(source);
        assert.equal(await compareTable({ source, target }, table, PASS), ROWS);
        await make();
        await assert.rejects(
          compareTable({ source, target }, table, PASS),
          /The table users is not the same in the copy/,
        );
      });
    }

    it('writes nothing more, and does not end the copy, when another run has taken over', async () => {
      await writeStatement(source, (to) => to('users').insert(user('1', 'ada')));
      await prepareTarget({ source, target });
      await markCopy(target, 'first', 1);
      await markCopy(target, 'second', 2);
      const options = { token: 'first', onRows: () => undefined };
      await assert.rejects(
        copyTable({ source, target }, await usersOf(source), options),
        /Another run of this command/,
      );
      await assert.rejects(removeMark(target, 'first'), /Another run of this command/);
      assert.deepEqual(await target('users').select('id'), []);
      await copyTable({ source, target }, await usersOf(source), { ...options, token: 'second' });
      await removeMark(target, 'second');
      assert.equal((await compareSchema(target)).unfinishedCopy, false);
    });

    it('names the row that the target cannot store', async () => {
      await writeStatement(source, (to) => to('users').insert(user('1', 'x'.repeat(191))));
      await assert.rejects(copy(), /Data too long for column 'name'/);
    });

    const others: { name: string; make(db: Knex): Promise<unknown>; says: RegExp }[] = [
      {
        name: 'tables of something else',
        make: (db) => writeTransaction(db, (trx) => trx.schema.createTable('wp_posts', (t) => t.increments('id'))),
        says: /tables of something else: wp_posts/,
      },
      {
        name: 'data of a gateway',
        make: async (db) => {
          await migrate(db);
          await writeStatement(db, (to) => to('users').insert(user('1', 'ada')));
        },
        says: /data already, in users/,
      },
    ];
    for (const { name, make, says } of others) {
      it(`refuses a target that has ${name}, and changes nothing`, async () => {
        await make(target);
        const before = await dialectOf(target).tables(target);
        await assert.rejects(copy(), says);
        assert.deepEqual(await dialectOf(target).tables(target), before);
      });
    }
  },
  [mysqlDatabase],
);

describeOnEachDatabase('what a dialect says of tables', (create) => {
  it('has their columns and keys in order, and the next id', async () => {
    const { db } = await create();
    const { tables, nextId } = dialectOf(db);
    const shapes = new Map((await tables(db)).map((table) => [table.name, table]));
    assert.deepEqual(shapes.get('permissions')!.key, ['user_id', 'account_id', 'permission']);
    assert.deepEqual(shapes.get('unique_references'), {
      name: 'unique_references',
      columns: ['account_id', 'reference', 'application_id'],
      key: ['account_id', 'reference'],
    });
    assert.deepEqual(
      [...shapes.values()].filter(({ key }) => key.length === 0),
      [],
    );
    assert.deepEqual([await nextId(db, 'accounts'), await nextId(db, 'permissions')], ['10000001', undefined]);
  });
});
