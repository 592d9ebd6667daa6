import { type Knex } from 'knex';
import { findAccount } from '../../../db/accounts/accounts.js';
import { type BulkReplay } from '../../../db/notifications/bulk-replays.js';
import { type Schema } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';

/** Turns a job into its form in the console, with the name of its account. */
export async function presentBulkReplay(
  db: Knex,
  { replayId, filter, userName, total, done, skipped, createdAt, finishedAt }: BulkReplay,
): Promise<Schema<'AdminReplay'>> {
  const { accountId, state, since, until, fault } = filter;
  return {
    replay_id: replayId,
    filter: {
      ...(accountId !== undefined && { account: accountId }),
      ...(state !== undefined && { state }),
      ...(since !== undefined && { since: presentInstant(since) }),
      ...(until !== undefined && { until: presentInstant(until) }),
      ...(fault !== undefined && { fault }),
    },
    ...(accountId !== undefined && { account: (await findAccount(db, accountId))?.name ?? '' }),
    user: userName,
    total,
    done,
    skipped,
    left: Math.max(0, total - done),
    created: presentInstant(createdAt),
    finished: finishedAt === undefined ? null : presentInstant(finishedAt),
  };
}
