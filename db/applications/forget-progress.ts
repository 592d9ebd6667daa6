import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { writeStatement } from '../connection/transaction.js';

const BATCH = 1000;
// This span is read again each time, because an application can get its state after the walk has passed its place.
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** The last application looked at. */
interface Place {
  expiresAt: number;
  id: string;
}

/**
 * Removes what candidates saved and never submitted, for expired applications whose expiry is not after `before` (ms).
 * Until then they can be extended. A call handles one batch. It returns how many applications it looked at while there
 * are more, and 0 at the end. The next walk starts where the last one ended, so that applications which expired years
 * ago are not read again.
 */
export function forgetProgress(db: Knex): (before: number) => Promise<number> {
  let last: Place = { expiresAt: 0, id: '0' };
  return async (before) => {
    const rows = (await db.raw(
      `select a.id, a.expires_ms from applications a
       where a.state = ? and a.expires_ms between ? and ? and (a.expires_ms > ? or a.id > ?)
       order by a.expires_ms, a.id limit ?`,
      [APPLICATION_STATES.expired, last.expiresAt, before, last.expiresAt, last.id, BATCH],
    )) as { id: string; expires_ms: number }[];
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await forget(db, ids, before);
    if (rows.length < BATCH) {
      last = { expiresAt: Math.max(0, before - OVERLAP_MS), id: '0' };
      return 0;
    }
    const { id, expires_ms: expiresAt } = rows.at(-1)!;
    last = { expiresAt, id };
    return rows.length;
  };
}

/** One statement, so that an application that is extended in the meantime keeps its progress. */
async function forget(db: Knex, ids: string[], before: number): Promise<void> {
  const expired = db('applications').whereIn('id', ids).andWhere('expires_ms', '<=', before).select('id');
  await writeStatement(db, (to) =>
    to('questionnaire_progress').whereIn('application_id', ids).whereIn('application_id', expired).delete(),
  );
}
