import { type Knex } from 'knex';
import { compareSchema, MIGRATIONS_TABLE } from '../compare-schema.js';
import { dialectOf, type TableShape } from '../connection/dialect.js';
import { writeTransaction } from '../connection/transaction.js';
import { migrate } from '../migrate.js';
import { markCopy, removeMark } from './copy-mark.js';
import { compareTable, copyTable } from './copy-table.js';

interface Pair {
  /** A migrated database that nobody else may write to meanwhile. */
  source: Knex;
  /** A database without any data of its own, or with a part of an earlier copy. */
  target: Knex;
}

export interface CopyParts extends Pair {
  /** Different for each run. */
  token: string;
  now: number;
  /** Called before each of the two passes over all rows. */
  onPass(pass: 'copy' | 'compare', rows: number): { onRows(count: number): void; end(): void };
}

export interface CopiedTable {
  name: string;
  rows: number;
}

/**
 * Copies all tables to a target that was prepared, compares them row by row, and answers how many rows each has. It can
 * be cut off at any point: until it has come to its end no program works with the target, and another run goes on.
 */
export async function copyDatabase({ source, target, token, now, onPass }: CopyParts): Promise<CopiedTable[]> {
  const tables = await ownTables(source);
  await markCopy(target, token, now);
  const total = (await Promise.all(tables.map(({ name }) => countRows(source, name)))).reduce((sum, n) => sum + n, 0);
  const copying = onPass('copy', total);
  for (const table of tables) await copyTable({ source, target }, table, { token, onRows: copying.onRows });
  copying.end();
  for (const { name } of tables) await copyNextId(source, target, name);
  const comparing = onPass('compare', total);
  const counted: CopiedTable[] = [];
  for (const table of tables) {
    counted.push({ name: table.name, rows: await compareTable({ source, target }, table, comparing) });
  }
  comparing.end();
  await removeMark(target, token);
  return counted;
}

async function ownTables(db: Knex): Promise<TableShape[]> {
  return (await dialectOf(db).tables(db)).filter(({ name }) => name !== MIGRATIONS_TABLE);
}

/**
 * Gives an empty target its tables. Answers whether it has a part of an earlier copy. Throws an Error in words, before
 * anything is changed, for a target that has other data.
 */
export async function prepareTarget({ source, target }: Pair): Promise<boolean> {
  const tables = await ownTables(source);
  const { unfinishedCopy: resumed, pending, newer } = await compareSchema(target);
  if (!resumed) {
    await refuseOtherData(target, tables);
    await migrate(target);
  } else if (pending.length > 0 || newer.length > 0) {
    throw new Error('it has a part of a copy by another version of this program. Empty it, and begin again.');
  }
  const shapeOf = ({ name, columns, key }: TableShape) => JSON.stringify([name, [...columns].sort(), key]);
  const shapes = new Set((await ownTables(target)).map(shapeOf));
  const missing = tables.filter((table) => !shapes.has(shapeOf(table)));
  if (missing.length > 0)
    throw new Error(`it lacks the table ${missing[0]!.name} of the source, or has other columns there.`);
  return resumed;
}

async function refuseOtherData(target: Knex, tables: TableShape[]): Promise<void> {
  const known = new Set(tables.map(({ name }) => name));
  const there = (await ownTables(target)).map(({ name }) => name);
  const strange = there.filter((name) => !known.has(name));
  if (strange.length > 0) throw new Error(`it has tables of something else: ${strange.slice(0, 5).join(', ')}.`);
  const filled: string[] = [];
  for (const name of there) if ((await target(name).first(target.raw('1 as one'))) !== undefined) filled.push(name);
  if (filled.length > 0) throw new Error(`it has data already, in ${filled.slice(0, 5).join(', ')}.`);
}

async function countRows(db: Knex, table: string): Promise<number> {
  const [row] = await db.raw<{ n: number }[]>(`select count(*) as n from ${table}`);
  return row!.n;
}

/** Ids of rows that were deleted are not given again. */
async function copyNextId(source: Knex, target: Knex, table: string): Promise<void> {
  const next = await dialectOf(source).nextId(source, table);
  if (next === undefined) return;
  await writeTransaction(target, (trx) => dialectOf(trx).startIdsAt(trx, table, next));
  const there = await dialectOf(target).nextId(target, table);
  if (there === undefined || BigInt(there) < BigInt(next)) throw new Error(`The next id of ${table} could not be set.`);
}
