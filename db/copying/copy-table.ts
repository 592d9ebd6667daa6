import { type Knex } from 'knex';
import { dialectOf, type TableShape } from '../connection/dialect.js';
import { writeTransaction } from '../connection/transaction.js';
import { holdMark } from './copy-mark.js';
import { keyOf, type Row, rowsAfter } from './rows-after.js';

// A chunk is read whole, and its largest rows have half a megabyte.
const ROWS_A_CHUNK = 250;
// Servers take no statement beyond a limit, which is at least 4 MiB.
const CHARACTERS_A_STATEMENT = 500_000;

interface CopyOptions {
  token: string;
  /** Called with the number of rows that are done since the last call. */
  onRows(count: number): void;
}

/**
 * Makes the rows of the target's table the same as those of the source. Only rows that differ are written, so a copy
 * that was cut off goes on where it ended, also when the source has changed since.
 */
export async function copyTable(
  { source, target }: { source: Knex; target: Knex },
  table: TableShape,
  { token, onRows }: CopyOptions,
): Promise<void> {
  let after: Row | undefined;
  for (;;) {
    const rows = await rowsAfter(source, table, after, ROWS_A_CHUNK);
    await copyChunk(target, table, { rows, after, token });
    onRows(rows.length);
    if (rows.length < ROWS_A_CHUNK) return;
    after = rows.at(-1);
  }
}

/** Throws if the rows of the two tables differ. Answers how many there are. */
export async function compareTable(
  { source, target }: { source: Knex; target: Knex },
  table: TableShape,
  { onRows }: Pick<CopyOptions, 'onRows'>,
): Promise<number> {
  let after: Row | undefined;
  for (let seen = 0; ;) {
    const rows = await rowsAfter(source, table, after, ROWS_A_CHUNK);
    const there = await rowsAfter(target, table, after, ROWS_A_CHUNK);
    if (!areSame(rows, there)) throw new Error(`The table ${table.name} is not the same in the copy.`);
    seen += rows.length;
    onRows(rows.length);
    if (rows.length < ROWS_A_CHUNK) return seen;
    after = rows.at(-1);
  }
}

interface Chunk {
  /** What must stand in the target after `after`. Fewer rows than a chunk are the last ones. */
  rows: Row[];
  after: Row | undefined;
  token: string;
}

async function copyChunk(target: Knex, table: TableShape, { rows, after, token }: Chunk): Promise<void> {
  const wanted = new Map(rows.map((row) => [nameOf(table, row), row]));
  for (let stored: Row | undefined; ;) {
    const there = await rowsAfter(target, table, after, ROWS_A_CHUNK);
    if (areSame(rows, there)) return;
    const found = new Map(there.map((row) => [nameOf(table, row), row]));
    const extra = there.filter((row) => !wanted.has(nameOf(table, row)));
    const wrong = rows.filter((row) => !isSame(row, found.get(nameOf(table, row))));
    // Rows that are not wanted can hide wanted ones behind them, but only until they are deleted.
    if (extra.length === 0 && stored)
      throw new Error(`${table.name} ${nameOf(table, stored)} cannot be stored as it is.`);
    await writeTransaction(target, async (trx) => {
      await holdMark(trx, token);
      await dialectOf(trx).ignoreForeignKeys?.(trx);
      if (extra.length > 0) await deleteRows(trx, table, extra);
      for (const some of statements(wrong)) await replaceRows(trx, table, some);
    });
    stored = wrong[0];
  }
}

async function deleteRows(trx: Knex.Transaction, table: TableShape, rows: Row[]): Promise<void> {
  const one = `(${table.key.map((column) => `${column} = ?`).join(' and ')})`;
  const bindings = rows.flatMap((row) => keyOf(table, row).map(String));
  await trx.raw(`delete from ${table.name} where ${rows.map(() => one).join(' or ')}`, bindings);
}

/**
 * Also deletes rows of other chunks that have a unique value of these. They are old, and their own chunk makes them
 * anew.
 */
async function replaceRows(trx: Knex.Transaction, { name, columns }: TableShape, rows: Row[]): Promise<void> {
  const one = `(${columns.map(() => '?').join()})`;
  const text = `replace into ${name} (${columns.join()}) values ${rows.map(() => one).join()}`;
  await trx.raw(text, rows.flat() as Knex.RawBinding[]);
}

function* statements(rows: Row[]): Generator<Row[]> {
  let some: Row[] = [];
  let size = 0;
  for (const row of rows) {
    some.push(row);
    size += row.reduce<number>((sum, value) => sum + String(value).length, 0);
    if (size < CHARACTERS_A_STATEMENT) continue;
    yield some;
    [some, size] = [[], 0];
  }
  if (some.length > 0) yield some;
}

const nameOf = (table: TableShape, row: Row): string => JSON.stringify(keyOf(table, row).map(String));

function areSame(rows: Row[], others: Row[]): boolean {
  return rows.length === others.length && rows.every((row, index) => isSame(row, others[index]));
}

// The drivers give the same integer as a number, a bigint or a text.
function isSame(row: Row, other: Row | undefined): boolean {
  return row.every((value, index) => {
    const beside = other?.[index];
    return value === null || beside === null || beside === undefined
      ? value === beside
      : String(value) === String(beside);
  });
}
