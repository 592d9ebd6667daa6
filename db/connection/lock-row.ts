import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Knex } from 'knex';

/** The row that is the lock, of a table that has at least these two columns. `name` is its primary key. */
export interface LockRow {
  table: string;
  name: string;
  /** A column of integers. Each sign of life of the holder puts another number there. */
  sign: string;
}

export interface LockRowTimes {
  /** How long to wait for the lock in all, ms. */
  patienceMs: number;
  beatMs: number;
  /** A holder that has given no sign for that long is asked whether it still lives. */
  silentMs: number;
  /** How long it has for its answer. */
  answerMs: number;
}

/** The times of the lock of migrations. A holder that was killed is replaced after 30 s. */
export const LOCK_ROW_TIMES = { beatMs: 3_000, silentMs: 20_000, answerMs: 10_000 } as const;

const POLL_MS = 250;

/** What the database says of errors: the part of its dialect that is needed here. */
interface ErrorsOf {
  isDuplicateKey(error: unknown): boolean;
  isRetryable(error: unknown): boolean;
}

/** A connection outside of the pool, on which the holder gives its signs while a long statement has the other one. */
export interface OwnConnection {
  run(sql: string, values: unknown[]): Promise<void>;
  destroy(): void;
}

/**
 * Runs `work` while this process holds the lock. The lock is a row, because named locks and locks of rows end at the
 * node of a cluster, and a unique key does not. Statements of `db` must commit one by one. Whoever waits never compares
 * clocks: a holder is silent when its sign has not changed. A silent holder is first contradicted by the sign of who
 * waits, which a living holder overwrites, because on a cluster a long change of a table holds up the signs as well.
 */
export async function withLockRow<T>(
  db: Knex,
  row: LockRow,
  { dialect, connect, times }: { dialect: ErrorsOf; connect: () => Promise<OwnConnection>; times: LockRowTimes },
  work: () => Promise<T>,
): Promise<T> {
  await take(db, row, { dialect, times });
  let connection: OwnConnection | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    connection = await connect();
    const { run } = connection;
    const sign = `update ${row.table} set ${row.sign} = ? where name = ?`;
    // A sign that fails is given again with the next.
    timer = setInterval(() => void run(sign, [newSign(), row.name]).catch(() => undefined), times.beatMs);
    return await work();
  } finally {
    clearInterval(timer);
    // A sign under way is not waited for: without the row, or for the next holder, it does no harm.
    connection?.destroy();
    await db(row.table).where({ name: row.name }).delete();
  }
}

async function take(
  db: Knex,
  row: LockRow,
  { dialect, times }: { dialect: ErrorsOf; times: LockRowTimes },
): Promise<void> {
  const lastTryAt = performance.now() + times.patienceMs;
  let seen: number | undefined;
  let seenAt = 0;
  for (;;) {
    if (await isInserted(db, row, dialect)) return;
    const sign = await signOf(db, row);
    if (sign !== seen) [seen, seenAt] = [sign, performance.now()];
    const isSilent = seen !== undefined && performance.now() - seenAt >= times.silentMs;
    if (isSilent && (await isTakenOver(db, row, { seen: seen!, answerMs: times.answerMs, dialect }))) return;
    if (performance.now() >= lastTryAt) {
      throw new Error(`Another process has been migrating this database for ${times.patienceMs / 1000} s.`);
    }
    await wait(POLL_MS);
  }
}

async function isInserted(db: Knex, row: LockRow, dialect: ErrorsOf): Promise<boolean> {
  try {
    await db(row.table).insert({ name: row.name, [row.sign]: newSign() });
    return true;
  } catch (error) {
    // Of two nodes of a cluster that insert at once, one is told that it met a conflict.
    if (dialect.isDuplicateKey(error) || dialect.isRetryable(error)) return false;
    throw error;
  }
}

async function signOf(db: Knex, row: LockRow): Promise<number | undefined> {
  const found = (await db(row.table).where({ name: row.name }).first(row.sign)) as Record<string, number> | undefined;
  return found && Number(found[row.sign]);
}

async function isTakenOver(
  db: Knex,
  row: LockRow,
  { seen, answerMs, dialect }: { seen: number; answerMs: number; dialect: ErrorsOf },
): Promise<boolean> {
  const own = newSign();
  try {
    const written = await db(row.table)
      .where({ name: row.name, [row.sign]: seen })
      .update({ [row.sign]: own });
    if (written === 0) return false;
  } catch (error) {
    if (dialect.isRetryable(error)) return false;
    throw error;
  }
  await wait(answerMs);
  return (await signOf(db, row)) === own;
}

const newSign = (): number => randomInt(1, 2 ** 47);
