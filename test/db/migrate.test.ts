import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { type Dialect, dialectOf } from '../../db/connection/dialect.js';
import { newApplicationRow } from '../../db/applications/new-application.js';
import { migrate, pendingMigrations } from '../../db/migrate.js';
import { createTableOnce } from '../../db/migrations/create-table-once.js';
import { type Migration, migrations } from '../../db/migrations/index.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { runScript } from '../support/run-script.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { newApplication, seedOf } from '../support/seed.js';

const names = migrations.map(({ name }) => name);

const create = (table: string): Migration => ({
  name: `0001-${table}`,
  up: (trx) => createTableOnce(trx, table, (t) => void t.bigIncrements('id')),
});

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
    assert.deepEqual(await pendingMigrations(db), names);
    assert.deepEqual(await migrate(db), { applied: names });
    assert.deepEqual(await pendingMigrations(db), []);
    assert.deepEqual(await migrate(db), { applied: [] });
  });

  it('applies only what is new', async () => {
    const { db } = await createDatabase({ empty: true });
    await migrate(db, [create('a')]);
    const both = [create('a'), create('b')];
    assert.deepEqual(await pendingMigrations(db, both), ['0001-b']);
    assert.deepEqual(await migrate(db, both), { applied: ['0001-b'] });
  });

  it('lets several processes migrate at once: one applies each migration', async () => {
    const { url, db } = await createDatabase({ empty: true });
    const replies = await Promise.all(Array.from({ length: 3 }, () => runScript('migrate.ts', url)));
    const applied = replies.flatMap((reply) => (JSON.parse(reply) as { applied: string[] }).applied);
    assert.deepEqual(applied.sort(), names);
    assert.deepEqual(await pendingMigrations(db), []);
  });

  it('refuses a database that a newer version has migrated, and names what it does not know', async () => {
    const { db } = await createDatabase();
    await writeStatement(db, (to) => to('schema_migrations').insert({ name: '9999-later', applied_ms: 1 }));
    await assert.rejects(migrate(db), /newer version.*9999-later/);
    await assert.rejects(pendingMigrations(db), /newer version.*9999-later/);
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
    assert.deepEqual(await pendingMigrations(db, [halves]), ['0001-halves']);
    broken = false;
    assert.deepEqual(await migrate(db, [halves]), { applied: ['0001-halves'] });
    assert.deepEqual([await db('a'), await db('b')], [[], []]);
  });

  it('gives stored notifications their kind and channel, wherever it is cut off before', async () => {
    const { db } = await createDatabase({ empty: true });
    await migrate(db, migrations.slice(0, 10));
    const { db: whole } = await createDatabase();
    const owner = await seedOf(db).partner();
    const { reference: _, ...application } = newApplicationRow(newApplication(owner));
    const [applicationId] = (await writeStatement(db, (to) => to('applications').insert(application))) as [number];
    const columns = {
      application_id: String(applicationId),
      account_id: owner.accountId,
      payload: '{}',
      state: 1,
      attempts: 0,
    };
    const [id] = (await writeStatement(db, (to) =>
      to('notifications').insert({ ...columns, created_ms: 1, expires_ms: 2 }),
    )) as [number];
    await writeStatement(db, (to) =>
      to('notification_queue').insert({
        notification_id: String(id),
        account_id: owner.accountId,
        due_ms: 1,
        claims: 0,
      }),
    );
    const { name, up } = migrations[10]!;
    for (let steps = 0; steps < 5; steps += 1) {
      const cut: Migration = { name, up: (trx, dialect) => up(trx, cutOff(dialect, steps)) };
      await assert.rejects(migrate(db, [...migrations.slice(0, 10), cut]), /the lights went out/);
    }
    assert.deepEqual(await migrate(db, migrations.slice(0, 11)), { applied: [name] });
    assert.deepEqual((await db('notifications').pluck('kind')).map(Number), [1]);
    assert.deepEqual((await db('notification_queue').pluck('channel')).map(Number), [1]);
    const indexesOf = (of: Knex) => Promise.all(['notifications', 'notification_queue'].map((one) => indexes(of, one)));
    assert.deepEqual(await indexesOf(db), await indexesOf(whole));
    const again = { ...columns, created_ms: 1, expires_ms: 2 };
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
