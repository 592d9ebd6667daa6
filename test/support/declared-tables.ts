import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { bucketColumns } from '../../db/connection/bucket-columns.js';
import { BUCKETS, type BucketKind } from '../../engine/figures/buckets.js';
import { packageRoot } from '../../src/document/openapi.js';

const folder = join(packageRoot(), 'db/connection');
const source = ts.createSourceFile(
  'tables.ts',
  // The rows come first that the list of tables names.
  ['counted-tables.ts', ...readdirSync(join(folder, 'rows')).map((file) => `rows/${file}`), 'tables.ts']
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n'),
  ts.ScriptTarget.Latest,
);

/** Returns the columns of each table as the files of db/connection declare them, each with whether it may be null. */
export function declaredTables(): Record<string, Record<string, boolean>> {
  const rows = new Map<string, Record<string, boolean>>();
  const tables: Record<string, Record<string, boolean>> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Tables') {
      for (const { name, type } of members(node)) tables[name] = rows.get(/Table<(\w+)/.exec(type)![1]!)!;
    } else if (ts.isInterfaceDeclaration(node)) {
      const columns = members(node).map(({ name, type }) => [name, type.includes('null')] as const);
      const inherited = node.heritageClauses === undefined ? [] : ofBuckets();
      rows.set(node.name.text, Object.fromEntries([...inherited, ...columns]));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tables;
}

/** The one type that a row extends. Its columns are made from the bounds of the buckets. */
function ofBuckets(): [string, boolean][] {
  const kinds = Object.keys(BUCKETS) as BucketKind[];
  return kinds.flatMap(bucketColumns).map((column) => [column, false]);
}

function members(node: ts.InterfaceDeclaration): { name: string; type: string }[] {
  return node.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(source),
    type: member.type!.getText(source),
  }));
}
