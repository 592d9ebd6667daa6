import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { writeStatement } from '../connection/transaction.js';

const BATCH = 1000;

/**
 * Moves incomplete applications whose expiry has passed to the state expired, and answers how many. Each call takes one
 * bounded batch. Nothing depends on when this runs, because every reader compares the expiry itself. It keeps expired
 * rows from piling up before the open ones in the index that pages are read from.
 */
export async function closeExpired(db: Knex, now: number): Promise<number> {
  const rows = await db('applications')
    .where({ state: APPLICATION_STATES.incomplete })
    .andWhere('expires_ms', '<=', now)
    .orderBy('expires_ms')
    .limit(BATCH)
    .select('id');
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  return writeStatement(db, (to) =>
    to('applications')
      .whereIn('id', ids)
      .andWhere({ state: APPLICATION_STATES.incomplete })
      .andWhere('expires_ms', '<=', now)
      .update({ state: APPLICATION_STATES.expired, updated_ms: now }),
  );
}
