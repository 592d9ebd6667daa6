import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { writeStatement } from '../connection/transaction.js';

const BATCH = 1000;
// Looked through again each time: an application may get its state later than its turn has come.
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** The last application looked at. */
interface Place {
  expiresAt: number;
  id: string;
}

/**
 * Removes what candidates had saved and never submitted, of the applications in state expired whose expiry is not after
 * `before` (ms); they can be extended until then. A bounded batch a call; answers how many applications it looked at
 * while there are more, and 0 at the end. It goes through all of them once and then goes on where it was, so that what
 * has been expired for years is not read again and again.
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

/** In one statement, so that an application extended in the meantime keeps its progress. */
async function forget(db: Knex, ids: string[], before: number): Promise<void> {
  const expired = db('applications').whereIn('id', ids).andWhere('expires_ms', '<=', before).select('id');
  await writeStatement(db, (to) =>
    to('questionnaire_progress').whereIn('application_id', ids).whereIn('application_id', expired).delete(),
  );
}
