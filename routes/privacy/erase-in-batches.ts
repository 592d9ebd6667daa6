import { writeTransaction } from '../../db/connection/transaction.js';
import { type Context } from '../operation.js';
import { erasePeople } from './erase-people.js';
import { eraserOf } from './eraser-of.js';

// A transaction holds up all other writers of the embedded database.
const BATCH = 50;

/**
 * Erases these applications of an account, a few in each transaction, and answers how many had a person. What was done
 * before a fault stays done, and doing it again goes on with the rest.
 */
export async function eraseInBatches(
  ids: readonly string[],
  { accountId, ...context }: Context & { accountId: string },
): Promise<number> {
  const { db, now, newToken, patienceMs } = context;
  const options = { accountId, now, newToken, by: eraserOf(context) };
  let erased = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    const done = await writeTransaction(
      db,
      (trx) => erasePeople(trx, batch, options),
      patienceMs === undefined ? {} : { patienceMs },
    );
    erased += done.length;
  }
  return erased;
}
