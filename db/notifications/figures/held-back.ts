import { type Knex } from 'knex';
import { dialectOf } from '../../connection/dialect.js';
import { NOTIFICATION_CHANNELS } from '../notifications.js';

const COUNTED_AT_MOST = 100_000;

/** How many notifications are due and wait because their account is paused. It counts no further than 100,000. */
export async function heldBack(db: Knex): Promise<number> {
  const [row] = await db.raw<{ seen: number }[]>(`
    select count(*) as seen from (
      select 1 from notification_accounts s
        join notification_queue q on q.account_id = s.account_id and q.channel = ${NOTIFICATION_CHANNELS.endpoint}
       where s.paused = 1 and q.due_ms <= ${dialectOf(db).nowMs} limit ${COUNTED_AT_MOST}) some`);
  return row!.seen;
}
