import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { writeStatement } from '../../db/connection/transaction.js';
import { migrate } from '../../db/migrate.js';
import { describeOnEachDatabase } from './databases.js';

describeOnEachDatabase('the database of a test', (create, kind) => {
  it('is what the migrations make of an empty one', async () => {
    const [copy, made] = [await create(), await create({ empty: true })];
    const { applied } = await migrate(made.db);
    assert.ok(applied.length > 0);
    const definitions = kind.name === 'SQLite' ? embeddedDefinitions : serverDefinitions;
    assert.deepEqual(await definitions(copy.db), await definitions(made.db));
    const names = (db: Knex) => db('schema_migrations').orderBy('name').pluck('name');
    assert.deepEqual(await names(copy.db), await names(made.db));
    assert.deepEqual(await migrate(copy.db), { applied: [], newer: [] });
  });

  it('shares nothing with the next', async () => {
    const [one, other] = [await create(), await create()];
    await writeStatement(one.db, (to) => to('schema_migrations').delete());
    assert.notEqual((await other.db('schema_migrations').select('name')).length, 0);
  });
});

// The embedded database keeps ids that begin later than 1 in its table of sequences.
async function embeddedDefinitions(db: Knex): Promise<unknown> {
  return {
    schema: await db('sqlite_master').orderBy(['type', 'name']).select('type', 'name', 'tbl_name', 'sql'),
    sequences: await db('sqlite_sequence').orderBy('name').select('name', 'seq'),
  };
}

async function serverDefinitions(db: Knex): Promise<unknown> {
  const tables = await db('information_schema.tables')
    .where({ table_schema: db.raw('database()') })
    .orderBy('table_name')
    .pluck<string[]>('table_name');
  assert.ok(tables.length > 0);
  const definitions = await Promise.all(tables.map((table) => db.raw('show create table ??', [table])));
  const triggers = await db('information_schema.triggers').where({ trigger_schema: db.raw('database()') });
  return { definitions, triggers };
}
