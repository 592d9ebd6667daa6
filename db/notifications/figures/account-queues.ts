import { type Knex } from 'knex';
import { type EntityId } from '../../../engine/entity-id.js';
import { dialectOf } from '../../connection/dialect.js';
import { NOTIFICATION_CHANNELS } from '../notifications.js';

const CHANNEL = NOTIFICATION_CHANNELS.endpoint;
const LATE_MS = 60_000;
/** So many accounts with late notifications are found at most, the latest first. */
const FOUND_AT_MOST = 1000;
const COUNTED_AT_MOST = 10_000;

/** The accounts whose next notification is over a minute late, whether they are paused or not. */
export async function lateAccounts(db: Knex): Promise<EntityId[]> {
  const { leastOfEach, nowMs } = dialectOf(db);
  const columns = { fixed: 'channel', is: CHANNEL, key: 'account_id', value: 'due_ms' };
  const rows = await db.raw<{ account_id: EntityId }[]>(`
    select head.account_id from (${leastOfEach('notification_queue', columns)}) head
     where head.least < ${nowMs} - ${LATE_MS} order by head.least limit ${FOUND_AT_MOST}`);
  return rows.map((row) => row.account_id);
}

/** When the next notification of each of the accounts is due, ms. Accounts without any are left out. */
export async function nextDueOf(db: Knex, accountIds: readonly EntityId[]): Promise<Map<EntityId, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = (await db('notification_queue')
    .where({ channel: CHANNEL })
    .whereIn('account_id', accountIds)
    .groupBy('account_id')
    .select('account_id')
    .min({ least: 'due_ms' })) as { account_id: EntityId; least: number }[];
  return new Map(rows.map((row) => [row.account_id, row.least]));
}

/** How many notifications of the account are still to be sent; no count goes beyond 10,000. */
export async function countQueued(db: Knex, accountId: EntityId): Promise<number> {
  const rows = await db('notification_queue')
    .where({ channel: CHANNEL, account_id: accountId })
    .limit(COUNTED_AT_MOST)
    .select('account_id');
  return rows.length;
}
