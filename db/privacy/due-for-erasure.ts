import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';

const { completed, cancelled } = APPLICATION_STATES;
const ENDED_BY =
  '((state = ? and completed_ms <= ?) or (state = ? and updated_ms <= ?) or (state not in (?, ?) and expires_ms <= ?))';

/**
 * The next applications of an account with a higher id that ended at `before` (ms) or earlier and were not erased, at
 * most so many. One has ended when it was completed, cancelled or has expired.
 */
export async function dueForErasure(
  db: Knex,
  { accountId, before, after, limit }: { accountId: string; before: number; after: string; limit: number },
): Promise<string[]> {
  return db('applications')
    .where({ account_id: accountId })
    .whereNull('erased_ms')
    .where('id', '>', after)
    .whereRaw(ENDED_BY, [completed, before, cancelled, before, completed, cancelled, before])
    .orderBy('id')
    .limit(limit)
    .pluck('id');
}

/** The next orders of tests of an account with a higher id that were not erased, at most so many. */
export async function testsToErase(
  db: Knex,
  { accountId, after, limit }: { accountId: string; after: string; limit: number },
): Promise<string[]> {
  return db('applications')
    .where({ account_id: accountId })
    .where('is_test', true)
    .whereNull('erased_ms')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .pluck('id');
}
