import { type Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dialect, dialectOf } from './dialect.js';
import { WriteLockTimeout } from './driver/write-lock-timeout.js';
import { LONGEST_PAUSE_MS, type WriteTurn } from './driver/write-turns.js';

/** How long a write waits to begin. It is shorter than a caller waits for a reply. */
const PATIENCE_MS = 5_000;

/** The same for work that a person would only start again: migrations, imports, the command line. */
export const LONG_PATIENCE_MS = 60_000;

export interface WriteOptions {
  attempts?: number;
  random?: () => number;
  /** How long to wait for the lock of a database that has only one. A server has its own limits. */
  patienceMs?: number;
}

// Conflicts about the row of one account at several nodes of a cluster can come many times in turn, more than five. The
// pauses between eight tries take 1.3 s on average.
const ATTEMPTS = 8;

type Work<T> = (trx: Knex.Transaction) => Promise<T>;

// At most two waits for a lock, because a caller waits for the reply.
const TRIED_AGAIN_FOR_MS = 8_000;

/**
 * Runs `work` in a transaction that may write, and commits. A deadlock or a lock timeout rolls back and runs the whole
 * work again, up to `attempts` times in all and for 8 s. So `work` must have no effects beyond `trx`. It holds locks,
 * so it must wait for nothing but the database. A write that cannot begin in time is a `WriteLockTimeout`. A connection
 * that is lost at the commit throws: nobody knows whether the commit took effect.
 */
export async function writeTransaction<T>(
  db: Knex,
  work: Work<T>,
  { attempts = ATTEMPTS, random = Math.random, patienceMs = PATIENCE_MS }: WriteOptions = {},
): Promise<T> {
  const dialect = dialectOf(db);
  const lastTryAt = performance.now() + TRIED_AGAIN_FOR_MS;
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact(db, work, { dialect, random, patienceMs });
    } catch (error) {
      if (attempt >= attempts || performance.now() > lastTryAt || !dialect.isRetryable(error)) throw error;
      await wait(random() * 10 * 2 ** attempt);
    }
  }
}

/**
 * Does `work` as `writeTransaction` does, takes all of it back, and returns its result. An error that `work` throws is
 * thrown as usual.
 */
export async function rehearse<T>(db: Knex, work: Work<T>, options: WriteOptions = {}): Promise<T> {
  const outcome: { result?: T } = {};
  const rolledBack = new Error('a rehearsal stores nothing');
  const rehearsed = async (trx: Knex.Transaction): Promise<never> => {
    outcome.result = await work(trx);
    throw rolledBack;
  };
  try {
    await writeTransaction(db, rehearsed, options);
  } catch (error) {
    if (error !== rolledBack) throw error;
  }
  return outcome.result!;
}

/**
 * Runs the one statement of `write`. On the embedded database, and outside of a transaction, it gets a transaction of
 * its own that waits as `writeTransaction` does. On a server it runs alone, because a transaction costs two more round
 * trips.
 */
export async function writeStatement<T>(db: Knex, write: (db: Knex) => PromiseLike<T>): Promise<T> {
  const bare = db.isTransaction || dialectOf(db).writeTurns(db) === undefined;
  return bare ? write(db) : writeTransaction(db, async (trx) => write(trx));
}

interface Waiting {
  dialect: Dialect;
  random: () => number;
  patienceMs: number;
}

async function transact<T>(db: Knex, work: Work<T>, waiting: Waiting): Promise<T> {
  const turns = db.isTransaction ? undefined : waiting.dialect.writeTurns(db);
  if (!turns) return db.transaction(work);
  const turn = await turns.take(waiting.patienceMs);
  try {
    return await transactInTurn(db, work, { ...waiting, turn });
  } finally {
    turn.end();
  }
}

/** During each pause the connection is back in the pool, because it may be the only one and others want to read. */
async function transactInTurn<T>(
  db: Knex,
  work: Work<T>,
  { dialect, random, patienceMs, turn }: Waiting & { turn: WriteTurn },
): Promise<T> {
  for (let longest = 1; ; longest = Math.min(2 * longest, LONGEST_PAUSE_MS)) {
    let begun = false;
    const begin = (trx: Knex.Transaction): Promise<T> | undefined => {
      // knex calls this even if its BEGIN has failed.
      if (trx.isCompleted()) return undefined;
      begun = true;
      return work(trx);
    };
    try {
      return await db.transaction(begin as Work<T>);
    } catch (error) {
      if (begun || !dialect.isLocked(error)) throw error;
      if (turn.isLate()) throw new WriteLockTimeout(patienceMs, { cause: error });
    }
    await wait(random() * longest);
  }
}
