import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../src/document/openapi.js';

const source = ts.createSourceFile(
  'tables.ts',
  readFileSync(join(packageRoot(), 'db/connection/tables.ts'), 'utf8'),
  ts.ScriptTarget.Latest,
);

/** Returns the columns of each table as db/connection/tables.ts declares them, each with whether it may be null. */
export function declaredTables(): Record<string, Record<string, boolean>> {
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
