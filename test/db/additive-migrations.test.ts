import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { dialectOf } from '../../db/connection/dialect.js';
import { migrate } from '../../db/migrate.js';
import { migrations } from '../../db/migrations/index.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { notAdditive, schemaShape } from '../support/schema-shape.js';

describeOnEachDatabase('the rule for migrations', (create) => {
  it('is kept: each is additive or says what it needs, and that is no later one', async () => {
    const { db } = await create({ empty: true });
    let before = await schemaShape(db);
    for (const [index, { name, needs }] of migrations.entries()) {
      await migrate(db, migrations.slice(0, index + 1));
      const after = await schemaShape(db);
      if (needs === undefined) assert.deepEqual(notAdditive(before, after), [], name);
      else
        assert.ok(
          migrations.slice(0, index + 1).some((earlier) => earlier.name === needs),
          `${name}: ${needs}`,
        );
      before = after;
    }
  });

  const cases: { change: string; up: (db: Knex) => Promise<unknown>; faults: string[] }[] = [
    { change: 'a new table', up: (db) => db.schema.createTable('b', (t) => void t.bigIncrements('id')), faults: [] },
    {
      change: 'columns that may be null or have a default',
      up: (db) =>
        db.schema.alterTable('a', (t) => (t.string('more', 9), t.integer('count').notNullable().defaultTo(0))),
      faults: [],
    },
    {
      change: 'an index, and a unique key of more columns in place of one',
      up: async (db) => {
        await db.schema.alterTable('a', (t) => t.index(['name', 'id'], 'a_more'));
        await dialectOf(db).defineIndex(db, { table: 'a', name: 'a_by_name', columns: ['name', 'id'], unique: true });
      },
      faults: [],
    },
    { change: 'a table less', up: (db) => db.schema.dropTable('a'), faults: ['a is gone'] },
    {
      change: 'a column less',
      up: (db) => db.schema.alterTable('a', (t) => t.dropColumn('note')),
      faults: ['a.note is gone', 'the index a_by_note of a is gone'],
    },
    {
      change: 'a new name of a column',
      up: (db) => db.raw('alter table a rename column note to remark'),
      faults: ['a.note is gone'],
    },
    {
      change: 'a column that must be given',
      up: (db) => db.schema.alterTable('a', (t) => t.string('more', 9).notNullable()),
      faults: ['a.more is new, and has no default'],
    },
    {
      change: 'a column that may no longer be null',
      up: (db) => db.schema.alterTable('a', (t) => t.string('note', 9).notNullable().alter()),
      faults: ['a.note may no longer be null'],
    },
    {
      change: 'a shorter column',
      up: (db) => db.schema.alterTable('a', (t) => t.string('note', 8).alter()),
      faults: ['a.note is shorter'],
    },
    {
      change: 'a column of another type',
      up: (db) => db.schema.alterTable('a', (t) => t.integer('note').alter()),
      faults: ['a.note has another type'],
    },
    {
      change: 'a new unique key',
      up: (db) => db.schema.alterTable('a', (t) => t.unique(['note'], { indexName: 'a_note' })),
      faults: ['a has a new unique key (note)'],
    },
    {
      change: 'an index less',
      up: (db) => db.schema.alterTable('a', (t) => t.dropIndex(['note'], 'a_by_note')),
      faults: ['the index a_by_note of a is gone'],
    },
    {
      change: 'a unique key less',
      up: (db) => db.schema.alterTable('a', (t) => t.dropUnique(['name'], 'a_by_name')),
      faults: ['the index a_by_name of a is gone', 'a has lost the unique key (name)'],
    },
  ];
  for (const { change, up, faults } of cases) {
    it(`${faults.length > 0 ? 'refuses' : 'allows'} ${change}`, async () => {
      const { db } = await create({ empty: true });
      const first = (trx: Knex) =>
        trx.schema.createTable('a', (t) => {
          t.bigIncrements('id');
          t.string('name', 9).notNullable().unique({ indexName: 'a_by_name' });
          t.string('note', 9).index('a_by_note');
        });
      const list = [{ name: '0001', up: first }];
      await migrate(db, list);
      const before = await schemaShape(db);
      await migrate(db, [...list, { name: '0002', up: async (trx) => void (await up(trx)) }]);
      assert.deepEqual(notAdditive(before, await schemaShape(db)), faults);
    });
  }
});
