import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../src/document/openapi.js';
import { describeOnEachDatabase } from '../support/databases.js';

const source = ts.createSourceFile(
  'tables.ts',
  readFileSync(join(packageRoot(), 'db/connection/tables.ts'), 'utf8'),
  ts.ScriptTarget.Latest,
);

/** Returns the columns of each table as db/connection/tables.ts declares them, each with whether it may be null. */
function declaredTables(): Record<string, Record<string, boolean>> {
  const rows = new Map<string, Record<string, boolean>>();
  const tables: Record<string, Record<string, boolean>> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Tables') {
      for (const { name, type } of members(node)) tables[name] = rows.get(/Table<(\w+)/.exec(type)![1]!)!;
    } else if (ts.isInterfaceDeclaration(node)) {
      const columns = members(node).map(({ name, type }) => [name, type.includes('null')] as const);
      rows.set(node.name.text, Object.fromEntries(columns));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tables;
}

function members(node: ts.InterfaceDeclaration): { name: string; type: string }[] {
  return node.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(source),
    type: member.type!.getText(source),
  }));
}

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
