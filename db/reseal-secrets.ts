import { type Knex } from 'knex';
import { SEALED_PATTERNS } from '../engine/secrets/sealed-text.js';
import {
  openSecret,
  SEALED_COLUMNS,
  type SealedColumn,
  type SealedColumnName,
  sealSecret,
  secretBoxOf,
  whereSealed,
} from './connection/sealed-columns.js';
import { writeTransaction } from './connection/transaction.js';

const BATCH = 100;
// Other hosts may be behind with their clocks, and a row is seen only when its transaction has ended.
const OVERLAP_MS = 60 * 60 * 1000;

type Row = Record<string, string | number>;

/**
 * Makes the chore that encrypts the values of a column that are still in clear. Without a key to encrypt with it does
 * nothing. Values with an older key wait for `resealAll` or the next write: two processes of which each has its own key
 * first would otherwise encrypt the same values in turn.
 */
export function encryptClear(db: Knex, name: SealedColumnName): (now: number) => Promise<number> {
  return secretBoxOf(db).sealsWith === undefined ? () => Promise.resolve(0) : resealing(db, name, isClear);
}

/**
 * Stores all values anew that are not as this process writes them: in clear, or encrypted with another key. Returns how
 * many there were of each column.
 */
export async function resealAll(db: Knex, now: number): Promise<Record<SealedColumnName, number>> {
  const { sealsWith } = secretBoxOf(db);
  const counts = { config: 0, configVersion: 0, signingSecrets: 0, reply: 0 };
  for (const name of Object.keys(counts) as SealedColumnName[]) {
    const next = resealing(db, name, sealsWith === undefined ? isSealed : isNotOf(sealsWith));
    for (let found = await next(now); found > 0; found = await next(now)) counts[name] += found;
  }
  return counts;
}

type Filter = (query: Knex.QueryBuilder, column: string) => void;

const isSealed: Filter = (query, column) => void whereSealed(query, column);

const isClear: Filter = (query, column) => void query.whereNot((sealed) => void whereSealed(sealed, column));

const isNotOf =
  (keyId: string): Filter =>
  (query, column) =>
    void query.whereNot(column, 'like', SEALED_PATTERNS.of(keyId));

/**
 * Each call stores one batch of the values that the filter finds, and returns how many; 0 is the end. A value that
 * changes in between stays as it is. One that does not open is passed over, and throws when only such ones are left.
 */
function resealing(db: Knex, name: SealedColumnName, filter: Filter): (now: number) => Promise<number> {
  const { column, madeAt }: SealedColumn = SEALED_COLUMNS[name];
  // Among very many rows, those of before the last look are not looked at again.
  let from = 0;
  return async (now) => {
    const rows = await findRows(db, SEALED_COLUMNS[name], { filter, from });
    if (rows.length === 0) from = now - OVERLAP_MS;
    else if (madeAt !== undefined) from = Number(rows.at(-1)![madeAt]);
    const faults: Error[] = [];
    const changes = rows.flatMap((row) => {
      const owner = SEALED_COLUMNS[name].owner.map((key) => String(row[key]));
      try {
        const old = String(row[column]);
        return { owner, old, next: sealSecret(db, name, owner, openSecret(db, name, owner, old)) };
      } catch (error) {
        faults.push(error as Error);
        return [];
      }
    });
    if (changes.length === 0 && faults[0]) throw faults[0];
    if (changes.length === 0) return 0;
    await writeTransaction(db, async (trx) => {
      for (const change of changes) await replace(trx, SEALED_COLUMNS[name], change);
    });
    return changes.length;
  };
}

async function findRows(
  db: Knex,
  { table, column, owner, madeAt }: SealedColumn,
  { filter, from }: { filter: Filter; from: number },
): Promise<Row[]> {
  const query = db(table)
    .select(...owner, column)
    .orderBy(madeAt ?? owner[0]!)
    .limit(BATCH);
  filter(query, column);
  if (madeAt !== undefined) void query.select(madeAt).where(madeAt, '>=', from);
  return query;
}

async function replace(
  trx: Knex.Transaction,
  { table, column, owner }: SealedColumn,
  change: { owner: readonly string[]; old: string; next: string },
): Promise<void> {
  const key = Object.fromEntries(owner.map((part, index) => [part, change.owner[index]!]));
  await trx(table)
    .where({ ...key, [column]: change.old })
    .update({ [column]: change.next });
}
