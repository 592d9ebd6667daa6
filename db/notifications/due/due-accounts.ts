import { type Knex } from 'knex';
import { type EntityId } from '../../../engine/entity-id.js';
import { dialectOf } from '../../connection/dialect.js';
import { selectTuples } from '../../connection/select-rows.js';
import { NOTIFICATION_CHANNELS, type NotificationChannel } from '../notifications.js';

// With 1,000,000 rows due this took 2 to 5 ms, and a look at 50,000 accounts 112 to 164 ms.
const OLDEST = 2_000;

export interface DueAccounts {
  /** In the order of their oldest row. */
  accounts: EntityId[];
  /** Whether these are all. */
  complete: boolean;
}

/**
 * The accounts of the rows that have been due for longest, paused ones left out. It costs at most so much, however many
 * rows and accounts there are.
 */
export async function longestDueAccounts(db: Knex, channel: NotificationChannel): Promise<DueAccounts> {
  const { byIndex, nowMs } = dialectOf(db);
  const rows = await selectTuples<[account: EntityId, rows: number, paused: number]>(
    db,
    `select oldest.account_id, count(*), coalesce(max(setting.paused), 0) from
       (select account_id, due_ms from notification_queue ${byIndex('notification_queue_by_due')}
         where channel = ${NOTIFICATION_CHANNELS[channel]} and due_ms <= ${nowMs}
         order by due_ms limit ${OLDEST}) oldest
       left join notification_accounts setting on setting.account_id = oldest.account_id
      group by oldest.account_id order by min(oldest.due_ms)`,
    [],
  );
  const seen = rows.reduce((sum, [, count]) => sum + Number(count), 0);
  const open = rows.filter(([, , paused]) => channel !== 'endpoint' || Number(paused) === 0);
  return { accounts: open.map(([accountId]) => String(accountId)), complete: seen < OLDEST };
}

/**
 * All accounts that have a due row and whose channel is not paused, in no order. It costs a few index seeks for each
 * account, however long the queue is.
 */
export async function allDueAccounts(db: Knex, channel: NotificationChannel): Promise<EntityId[]> {
  const { leastOfEach, nowMs } = dialectOf(db);
  const columns = { fixed: 'channel', is: NOTIFICATION_CHANNELS[channel], key: 'account_id', value: 'due_ms' };
  const rows = await selectTuples<[account: EntityId]>(
    db,
    `select head.account_id from (${leastOfEach('notification_queue', columns)}) head
      left join notification_accounts setting on setting.account_id = head.account_id
     where head.least <= ${nowMs}${channel === 'endpoint' ? ' and coalesce(setting.paused, 0) = 0' : ''}`,
    [],
  );
  return rows.map(([accountId]) => String(accountId));
}
