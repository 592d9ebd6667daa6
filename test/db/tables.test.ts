import assert from 'node:assert/strict';
import { describeOnEachDatabase } from '../support/databases.js';
import { declaredTables } from '../support/declared-tables.js';

describeOnEachDatabase('the declared tables', (create, { name }) => {
  it('have the columns that the migrations make, null where those may be', async () => {
    const { db } = await create();
    const [tables, columns] =
      name === 'SQLite'
        ? [
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
            'select name, not "notnull" and not pk as nullable from pragma_table_info(\'{}\')',
          ]
        : [
            'select table_name as name from information_schema.tables where table_schema = database()',
            "select column_name as name, is_nullable = 'YES' as nullable from information_schema.columns " +
              "where table_schema = database() and table_name = '{}'",
          ];
    const found: Record<string, Record<string, boolean>> = {};
    for (const { name: table } of await db.raw<{ name: string }[]>(tables)) {
      const rows = await db.raw<{ name: string; nullable: number }[]>(columns.replace('{}', table));
      found[table] = Object.fromEntries(rows.map((row) => [row.name, Boolean(row.nullable)]));
    }
    // This table belongs to the migrations themselves.
    delete found['schema_migrations'];
    assert.deepEqual(declaredTables(), found);
  });
});
