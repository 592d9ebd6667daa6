import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { type Dialect, dialectOf } from '../../db/connection/dialect.js';
import { compareSchema, MIGRATING_NOW } from '../../db/compare-schema.js';
import { migrate } from '../../db/migrate.js';
import { createTableOnce } from '../../db/migrations/create-table-once.js';
import { type Migration, migrations } from '../../db/migrations/index.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { runScript } from '../support/run-script.js';
import { describeOnEachDatabase, mysqlDatabase } from '../support/databases.js';

const names = migrations.map(({ name }) => name);

const create = (table: string): Migration => ({
  name: `0001-${table}`,
  up: (trx) => createTableOnce(trx, table, (t) => void t.bigIncrements('id')),
});

async function pendingNames(db: Knex, of: readonly Migration[] = migrations): Promise<string[]> {
  return (await compareSchema(db, of)).pending.map(({ name }) => name);
}

/** Returns the dialect, but it fails after it has defined this many indexes. */
function cutOff(dialect: Dialect, steps: number): Dialect {
  let left = steps;
  const defineIndex: Dialect['defineIndex'] = async (trx, index) => {
    if (left === 0) throw new Error('the lights went out');
    left -= 1;
    await dialect.defineIndex(trx, index);
  };
  return { ...dialect, defineIndex };
}

/** Stores an application with the columns of the first ten migrations alone. */
async function storeApplication(db: Knex): Promise<{ applicationId: string; accountId: string }> {
  return writeTransaction(db, async (trx) => {
    const insert = async (table: string, row: object): Promise<string> => String((await trx(table).insert(row))[0]);
    const at = { created_ms: 1, updated_ms: 1, expires_ms: 2 };
    const user = { name: 'a', kind: 'partner', active: true, access_version: 1, created_ms: 1 };
    const position = { aname: 'a', report_name: '', languages: 'eng', custom_fields: '[]', updated_ms: 1, version: 1 };
    const userId = await insert('users', user);
    const accountId = await insert('accounts', { name: 'a', config: '', link_token: 'a', created_ms: 1 });
    const owner = { user_id: userId, account_id: accountId, position_id: await insert('positions', position) };
    const tokens = { app_token: 'a', rep_token: 'b', rep_acc_token: 'c' };
    const rest = { language_id: 'eng', state: 0, is_test: false, fields: '', date_sub: '2026-03-01' };
    return { applicationId: await insert('applications', { ...owner, ...tokens, ...rest, ...at }), accountId };
  });
}

/** Returns the columns of each index of the table, in the form that the database gives them. */
async function indexes(db: Knex, table: string): Promise<unknown[]> {
  if (!dialectOf(db).shareDatabase) {
    return db.raw(`select m.name, i.name as "column" from sqlite_master m, pragma_index_info(m.name) i
      where m.type = 'index' and m.tbl_name = '${table}' order by m.name, i.seqno`);
  }
  return db.raw(`select index_name, column_name from information_schema.statistics
      where table_schema = database() and table_name = '${table}' order by index_name, seq_in_index`);
}

describeOnEachDatabase('migrate', (createDatabase) => {
  it('applies all migrations in order, and none the second time', async () => {
    const { db } = await createDatabase({ empty: true });
    assert.deepEqual(await pendingNames(db), names);
    assert.deepEqual(await migrate(db), { applied: names, newer: [] });
    assert.deepEqual(await pendingNames(db), []);
    assert.deepEqual(await migrate(db), { applied: [], newer: [] });
  });

  it('applies only what is new', async () => {
    const { db } = await createDatabase({ empty: true });
    await migrate(db, [create('a')]);
    const both = [create('a'), create('b')];
    assert.deepEqual(await pendingNames(db, both), ['0001-b']);
    assert.deepEqual(await migrate(db, both), { applied: ['0001-b'], newer: [] });
  });

  it('lets several processes migrate at once: one applies each migration', async () => {
    const { url, db } = await createDatabase({ empty: true });
    const replies = await Promise.all(Array.from({ length: 3 }, () => runScript('migrate.ts', url)));
    const applied = replies.flatMap((reply) => (JSON.parse(reply) as { applied: string[] }).applied);
    assert.deepEqual(applied.sort(), names);
    assert.deepEqual(await pendingNames(db), []);
  });

  it('waits for a process that migrates no longer than it is told, and has done nothing then', async () => {
    const { db, another } = await createDatabase({ empty: true });
    let waited: Promise<unknown> | undefined;
    const slow: Migration = {
      name: '0001-slow',
      up: async () => {
        waited ??= migrate(another(), [create('a')], { patienceMs: 1_000 });
        await assert.rejects(waited, /migrating this database for 1 s|could not be written to for 1 s/);
      },
    };
    await migrate(another(), [slow]);
    assert.deepEqual(await pendingNames(db, [create('a')]), ['0001-a']);
  });

  it('leaves the lock to a process that lives, even if it is asked at once, and gives it back', async () => {
    const { db, another } = await createDatabase({ empty: true });
    const impatient = { silentMs: 0, answerMs: 1_000, patienceMs: 2_000 };
    const slow: Migration = {
      name: '0001-slow',
      up: async () => {
        await assert.rejects(migrate(another(), [create('a')], impatient), /database for 2 s|written to for 2 s/);
      },
    };
    await migrate(another(), [slow], { beatMs: 50 });
    assert.deepEqual(await db('schema_migrations').pluck('name'), ['0001-slow']);
  });

  it('works with what a newer version has added, also before that said what its migrations need', async () => {
    const { db } = await createDatabase();
    await migrate(db, [...migrations, create('more')]);
    await writeStatement(db, (to) => to('schema_migrations').insert({ name: '0002-older-row', applied_ms: 1 }));
    const newer = ['0001-more', '0002-older-row'];
    assert.deepEqual(await compareSchema(db), { pending: [], newer, tooOld: undefined, unfinishedCopy: false });
    assert.deepEqual(await migrate(db), { applied: [], newer });
  });

  it('works with a migration that needs what it knows, and refuses one that needs more', async () => {
    const { db } = await createDatabase({ empty: true });
    const [a, b] = [create('a'), create('b')];
    const c: Migration = { name: '0003-c', needs: b.name, up: () => Promise.resolve() };
    await migrate(db, [a, b, c]);
    assert.deepEqual(await migrate(db, [a, b]), { applied: [], newer: [c.name] });
    assert.equal((await compareSchema(db, [a])).tooOld, '0003-c needs a version that knows 0001-b');
    await assert.rejects(
      migrate(db, [a]),
      /newer version .* too old for it: 0003-c needs a version that knows 0001-b\. Run/,
    );
  });

  it('remembers what a migration needs in a database from before that was said', async () => {
    const { db } = await createDatabase({ empty: true });
    await migrate(db, [create('a')]);
    const drop = (trx: Knex) => trx.schema.alterTable('schema_migrations', (t) => t.dropColumn('needs'));
    await writeTransaction(db, drop);
    assert.deepEqual(await compareSchema(db, []), {
      pending: [],
      newer: ['0001-a'],
      tooOld: undefined,
      unfinishedCopy: false,
    });
    const b: Migration = { ...create('b'), needs: '0001-b' };
    await migrate(db, [create('a'), b]);
    assert.equal((await compareSchema(db, [create('a')])).tooOld, '0001-b needs a version that knows 0001-b');
  });

  it('refuses a database that lacks a migration and has one that is unknown here', async () => {
    const { db } = await createDatabase({ empty: true });
    await migrate(db, [create('a'), create('c')]);
    const here = [create('a'), create('b')];
    await assert.rejects(migrate(db, here), /newer version .*\(unknown here: 0001-c\), and yet it lacks 0001-b\. Run/);
    assert.deepEqual(await pendingNames(db, here), ['0001-b']);
  });

  it('goes on where a migration failed half-way', async () => {
    const { db } = await createDatabase({ empty: true });
    let broken = true;
    const halves: Migration = {
      name: '0001-halves',
      up: async (trx) => {
        await createTableOnce(trx, 'a', (t) => void t.bigIncrements('id'));
        if (broken) throw new Error('the lights went out');
        await createTableOnce(trx, 'b', (t) => void t.bigIncrements('id'));
      },
    };
    await assert.rejects(migrate(db, [halves]), /0001-halves failed: the lights went out/);
    assert.deepEqual(await pendingNames(db, [halves]), ['0001-halves']);
    broken = false;
    assert.deepEqual(await migrate(db, [halves]), { applied: ['0001-halves'], newer: [] });
    assert.deepEqual([await db('a'), await db('b')], [[], []]);
  });

  it('gives stored notifications their kind and channel, wherever it is cut off before', async () => {
    const { db } = await createDatabase({ empty: true });
    await migrate(db, migrations.slice(0, 10));
    const { db: whole } = await createDatabase({ empty: true });
    await migrate(whole, migrations.slice(0, 11));
    const { applicationId, accountId } = await storeApplication(db);
    const columns = {
      application_id: applicationId,
      account_id: accountId,
      payload: '{}',
      state: 1,
      attempts: 0,
    };
    const again = { ...columns, created_ms: 1, expires_ms: 2 };
    const [id] = (await writeStatement(db, (to) => to('notifications').insert(again))) as [number];
    const due = { notification_id: String(id), account_id: accountId, due_ms: 1, claims: 0 };
    await writeStatement(db, (to) => to('notification_queue').insert(due));
    const { name, up } = migrations[10]!;
    for (let steps = 0; steps < 5; steps += 1) {
      const cut: Migration = { name, up: (trx, dialect) => up(trx, cutOff(dialect, steps)) };
      await assert.rejects(migrate(db, [...migrations.slice(0, 10), cut]), /the lights went out/);
    }
    assert.deepEqual(await migrate(db, migrations.slice(0, 11)), { applied: [name], newer: [] });
    assert.deepEqual((await db('notifications').pluck('kind')).map(Number), [1]);
    assert.deepEqual((await db('notification_queue').pluck('channel')).map(Number), [1]);
    const indexesOf = (of: Knex) => Promise.all(['notifications', 'notification_queue'].map((one) => indexes(of, one)));
    assert.deepEqual(await indexesOf(db), await indexesOf(whole));
    await writeStatement(db, (to) => to('notifications').insert({ ...again, kind: 2 }));
    await assert.rejects(
      writeStatement(db, (to) => to('notifications').insert(again)),
      (error) => dialectOf(db).isDuplicateKey(error),
    );
  });

  it('starts the ids of a table where it is told', async () => {
    const { db } = await createDatabase({ empty: true });
    const first = '9007199254740993';
    await migrate(db, [create('a'), { name: '0002', up: (trx, dialect) => dialect.startIdsAt(trx, 'a', first) }]);
    await writeTransaction(db, (trx) => dialectOf(db).startIdsAt(trx, 'a', first));
    assert.deepEqual(await writeStatement(db, (to) => to('a').insert({ id: null })), [first]);
  });

  it('creates tables whose indexes, unique keys and foreign keys are in force', async () => {
    const { db } = await createDatabase({ empty: true });
    await writeTransaction(db, (trx) =>
      createTableOnce(trx, 'parents', (t) => {
        t.bigIncrements('id');
        t.string('name', 190).notNullable().unique();
      }),
    );
    await writeTransaction(db, (trx) =>
      createTableOnce(trx, 'children', (t) => {
        t.bigInteger('parent_id').unsigned().notNullable().references('parents.id');
        t.integer('n').notNullable().defaultTo(3);
        t.primary(['parent_id', 'n']);
        t.index(['n', 'parent_id'], 'children_by_n');
      }),
    );
    await writeStatement(db, (to) => to('parents').insert({ name: 'a' }));
    await assert.rejects(writeStatement(db, (to) => to('parents').insert({ name: 'a' })));
    await writeStatement(db, (to) => to('children').insert({ parent_id: '1', n: 1 }));
    await assert.rejects(writeStatement(db, (to) => to('children').insert({ parent_id: '1', n: 1 })));
    await assert.rejects(writeStatement(db, (to) => to('children').insert({ parent_id: '2', n: 1 })));
    await assert.rejects(
      writeTransaction(db, (trx) => trx.schema.alterTable('children', (t) => t.index(['n'], 'children_by_n'))),
      /children_by_n/,
    );
  });
});

describeOnEachDatabase(
  'migrate on a server',
  (createDatabase) => {
    it('takes the lock over from a process that was killed', async () => {
      const { db } = await createDatabase({ empty: true });
      await migrate(db, [create('a')]);
      await writeStatement(db, (to) => to('schema_migrations').insert({ name: MIGRATING_NOW, applied_ms: 1 }));
      const both = [create('a'), create('b')];
      const { applied } = await migrate(db, both, { silentMs: 100, answerMs: 100 });
      assert.deepEqual([applied, await pendingNames(db, both)], [['0001-b'], []]);
      assert.deepEqual(await db('schema_migrations').orderBy('name').pluck('name'), ['0001-a', '0001-b']);
    });
  },
  [mysqlDatabase],
);
