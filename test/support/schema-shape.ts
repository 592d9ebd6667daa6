import { type Knex } from 'knex';
import { dialectOf } from '../../db/connection/dialect.js';

interface Index {
  unique: boolean;
  columns: string[];
}

interface TableShape {
  columns: Record<string, Knex.ColumnInfo>;
  indexes: Record<string, Index>;
}

/** The tables of a database, as far as programs depend on them. */
export type SchemaShape = Record<string, TableShape>;

interface IndexRow {
  tableName: string;
  name: string;
  /** 0 or 1, as a number or as text. */
  isUnique: number | string;
  columnName: string;
}

/** Reads the shape of the schema. */
export async function schemaShape(db: Knex): Promise<SchemaShape> {
  const embedded = !dialectOf(db).shareDatabase;
  const names: string[] = embedded
    ? await db('sqlite_master').where({ type: 'table' }).whereNot('name', 'like', 'sqlite_%').pluck('name')
    : await db('information_schema.tables')
        .where({ table_schema: db.raw('database()') })
        .pluck('table_name');
  const indexRows: IndexRow[] = embedded
    ? await db.raw(`select m.name as "tableName", l.name, l."unique" as "isUnique", i.name as "columnName"
        from sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
        where m.type = 'table' order by m.name, l.name, i.seqno`)
    : await db.raw(`select table_name as tableName, index_name as name, 1 - non_unique as isUnique,
        column_name as columnName from information_schema.statistics
        where table_schema = database() order by table_name, index_name, seq_in_index`);
  const shape: SchemaShape = {};
  for (const name of names) shape[name] = { columns: await db(name).columnInfo(), indexes: {} };
  for (const { tableName, name, isUnique, columnName } of indexRows) {
    const index = (shape[tableName]!.indexes[name] ??= { unique: Number(isUnique) === 1, columns: [] });
    index.columns.push(columnName);
  }
  return shape;
}

/**
 * Says what of a change of the schema a program that does not know it could stumble over: the mechanical part of the
 * rule for additive migrations (decision 0029).
 */
export function notAdditive(before: SchemaShape, after: SchemaShape): string[] {
  return Object.entries(before).flatMap(([table, was]) => {
    const is = after[table];
    if (!is) return [`${table} is gone`];
    return [...columnFaults(table, was, is), ...indexFaults(table, was, is)];
  });
}

function columnFaults(table: string, was: TableShape, is: TableShape): string[] {
  const changed = Object.entries(was.columns).flatMap(([name, old]) => {
    const now = is.columns[name];
    if (!now) return [`${table}.${name} is gone`];
    if (now.type !== old.type) return [`${table}.${name} has another type`];
    if (Number(now.maxLength ?? Infinity) < Number(old.maxLength ?? Infinity)) return [`${table}.${name} is shorter`];
    return old.nullable && !now.nullable ? [`${table}.${name} may no longer be null`] : [];
  });
  const demanded = Object.entries(is.columns).flatMap(([name, { nullable, defaultValue }]) =>
    was.columns[name] || nullable || defaultValue !== null ? [] : [`${table}.${name} is new, and has no default`],
  );
  return [...changed, ...demanded];
}

// Statements name indexes (`byIndex`), so one that they may name must remain.
function indexFaults(table: string, was: TableShape, is: TableShape): string[] {
  const gone = Object.keys(was.indexes).filter((name) => !is.indexes[name]);
  const unique = ({ indexes }: TableShape): string[][] =>
    Object.values(indexes).flatMap((index) => (index.unique ? [index.columns] : []));
  const stricter = unique(is).filter((columns) => !unique(was).some((old) => includesAll(columns, old)));
  const looser = unique(was).filter((columns) => !unique(is).some((now) => includesAll(now, columns)));
  return [
    ...gone.map((name) => `the index ${name} of ${table} is gone`),
    ...stricter.map((columns) => `${table} has a new unique key (${columns.join(', ')})`),
    ...looser.map((columns) => `${table} has lost the unique key (${columns.join(', ')})`),
  ];
}

const includesAll = (list: string[], parts: string[]): boolean => parts.every((part) => list.includes(part));
