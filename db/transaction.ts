import { type Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { dialectOf } from './dialect.js';

/**
 * Runs `work` in a transaction that may write, and commits. A deadlock or a lock timeout rolls back and runs the whole work
 * again, up to `attempts` times in all, so it must have no effects beyond `trx`. A connection lost at the commit is thrown on:
 * nobody knows whether the commit happened.
 */
export async function writeTransaction<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
  { attempts = 5, random = Math.random }: { attempts?: number; random?: () => number } = {},
): Promise<T> {
  const dialect = dialectOf(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (attempt >= attempts || !dialect.isRetryable(error)) throw error;
      await wait(random() * 10 * 2 ** attempt);
    }
  }
}
