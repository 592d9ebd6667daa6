import { type Knex } from 'knex';
import { MIGRATIONS_TABLE, UNFINISHED_COPY } from '../compare-schema.js';
import { writeStatement } from '../connection/transaction.js';

/**
 * Marks the target as an unfinished copy, so that no program works with it (`fitSchema`). The token is that of this
 * run: if another run goes on with the copy, this one must not write any more.
 */
export async function markCopy(target: Knex, token: string, now: number): Promise<void> {
  const mark = { name: UNFINISHED_COPY, applied_ms: now, needs: needsOf(token) };
  await writeStatement(target, (to) => to(MIGRATIONS_TABLE).insert(mark).onConflict('name').merge());
}

/** Locks the mark until the transaction ends. Throws if another run has taken over. */
export async function holdMark(trx: Knex.Transaction, token: string): Promise<void> {
  const row = await trx<{ name: string; needs: string }>(MIGRATIONS_TABLE)
    .where({ name: UNFINISHED_COPY })
    .forUpdate()
    .first('needs');
  if (row?.needs !== needsOf(token)) throw new Error(TAKEN_OVER);
}

/** Ends the copy: from now on the target is a database like any other. */
export async function removeMark(target: Knex, token: string): Promise<void> {
  const removed = await writeStatement(target, (to) =>
    to(MIGRATIONS_TABLE)
      .where({ needs: needsOf(token) })
      .delete(),
  );
  if (removed !== 1) throw new Error(TAKEN_OVER);
}

// Programs that do not know this mark understand the column `needs`, and refuse.
const needsOf = (token: string): string => `${UNFINISHED_COPY} ${token}`;

const TAKEN_OVER = 'Another run of this command is copying to the same database.';
