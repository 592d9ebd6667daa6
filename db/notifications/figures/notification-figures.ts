import { type Knex } from 'knex';
import { dialectOf } from '../../connection/dialect.js';
import {
  NOTIFICATION_CHANNELS,
  NOTIFICATION_KINDS,
  NOTIFICATION_STATES,
  type NotificationChannel,
} from '../notifications.js';

export interface QueueFigures {
  /**
   * How long the longest waiting notification has been due, ms. Rows that a cap holds back count; rows of paused
   * accounts do not.
   */
  oldestDueAgeMs: number;
  /** The number of due rows, those of paused accounts included. */
  due: number;
  /** The number of all rows that are still to be sent, now or later. */
  queued: number;
  /** The number of notifications that were set aside because each attempt crashed its process. */
  parked: number;
}

const KINDS: Record<NotificationChannel, number[]> = {
  endpoint: [NOTIFICATION_KINDS.notification],
  messages: [NOTIFICATION_KINDS.mail, NOTIFICATION_KINDS.sms],
};

// A monitor needs to know that there are very many, not how many. Counting millions at each scrape would cost too much.
const COUNTED_AT_MOST = 100_000;

/** The figures of a channel's queue, read from indexes alone. No count goes beyond 100,000. */
export async function queueFigures(db: Knex, channel: NotificationChannel): Promise<QueueFigures> {
  const { leastOfEach, nowMs } = dialectOf(db);
  const number = NOTIFICATION_CHANNELS[channel];
  const columns = { fixed: 'channel', is: number, key: 'account_id', value: 'due_ms' };
  const [oldest] = await db.raw<{ age: number | null }[]>(`
    select ${nowMs} - min(head.least) as age
      from (${leastOfEach('notification_queue', columns)}) head
      left join notification_accounts setting on setting.account_id = head.account_id
     where coalesce(setting.paused, 0) = 0 or ${number} <> ${NOTIFICATION_CHANNELS.endpoint}`);
  return {
    oldestDueAgeMs: Math.max(0, oldest?.age ?? 0),
    due: await count(db, `notification_queue where channel = ${number} and due_ms <= ${nowMs}`),
    queued: await count(db, `notification_queue where channel = ${number}`),
    parked: await count(
      db,
      `notifications where state = ${NOTIFICATION_STATES.parked} and kind in (${KINDS[channel].join()})`,
    ),
  };
}

async function count(db: Knex, rows: string): Promise<number> {
  const [row] = await db.raw<{ seen: number }[]>(
    `select count(*) as seen from (select 1 from ${rows} limit ${COUNTED_AT_MOST}) some`,
  );
  return row!.seen;
}
