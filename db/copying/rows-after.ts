import { type Knex } from 'knex';
import { type TableShape } from '../connection/dialect.js';
import { selectTuples } from '../connection/select-rows.js';

/** A stored value. Integers may come in any form that is exact. */
export type Value = bigint | number | string | null;

/** A row in the order of its table's columns. */
export type Row = Value[];

/** The rows after the one with that key, or from the first one on, in the order of the primary key. */
export async function rowsAfter(db: Knex, table: TableShape, after: Row | undefined, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  // Plain ranges of the key, one after the other. A comparison of several columns at once would not use it everywhere.
  for (const { conditions, bindings, order } of ranges(table, after)) {
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const text = `select ${table.columns.join()} from ${table.name} ${where} order by ${order.join()} limit ?`;
    rows.push(...(await selectTuples<Row>(db, text, [...bindings, limit - rows.length])));
    if (rows.length >= limit) break;
  }
  return rows;
}

/** The values of the primary key. */
export function keyOf({ columns, key }: TableShape, row: Row): Value[] {
  return key.map((column) => row[columns.indexOf(column)]!);
}

interface KeyRange {
  conditions: string[];
  bindings: string[];
  order: string[];
}

function ranges(table: TableShape, after: Row | undefined): KeyRange[] {
  const { key } = table;
  if (!after) return [{ conditions: [], bindings: [], order: key }];
  const values = keyOf(table, after).map(String);
  return key
    .map((_, depth) => {
      const conditions = key.slice(0, depth + 1).map((column, index) => `${column} ${index < depth ? '=' : '>'} ?`);
      return { conditions, bindings: values.slice(0, depth + 1), order: key.slice(depth) };
    })
    .reverse();
}
