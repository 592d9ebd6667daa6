import { type Knex } from 'knex';
import { writeStatement } from '../connection/transaction.js';

/** A queue at the beginning of a minute. `channel` is its stored number. */
export interface QueueMinute {
  channel: number;
  queued: number;
  due: number;
  oldestDueAgeMs: number;
  parked: number;
}

/** Whether a process has already written the queues of that minute. */
export async function hasQueueMinute(db: Knex, minuteAt: number): Promise<boolean> {
  return (await db('queue_minutes').where({ minute_ms: minuteAt }).first('channel')) !== undefined;
}

/** Writes the queues of a minute. What another process has written stays. */
export async function writeQueueMinute(db: Knex, minuteAt: number, queues: readonly QueueMinute[]): Promise<void> {
  const rows = queues.map(({ channel, queued, due, oldestDueAgeMs, parked }) => ({
    minute_ms: minuteAt,
    channel,
    queued,
    due,
    oldest_due_age_ms: oldestDueAgeMs,
    parked,
  }));
  await writeStatement(db, (to) => to('queue_minutes').insert(rows).onConflict(['minute_ms', 'channel']).ignore());
}

/**
 * Each channel at its worst in spans of so many ms, from one minute until before another, oldest first. A span without
 * minutes is left out.
 */
export async function readQueueMinutes(
  db: Knex,
  { from, until, stepMs }: { from: number; until: number; stepMs: number },
): Promise<(QueueMinute & { startsAt: number })[]> {
  const rows = await db.raw<
    { starts_ms: number; channel: number; queued: number; due: number; oldest: number; parked: number }[]
  >(
    `select minute_ms - minute_ms % ${stepMs} as starts_ms, channel, max(queued) as queued, max(due) as due,
            max(oldest_due_age_ms) as oldest, max(parked) as parked
       from queue_minutes where minute_ms >= ? and minute_ms < ? group by starts_ms, channel order by starts_ms, channel`,
    [from, until],
  );
  return rows.map(({ starts_ms: startsAt, oldest, ...queue }) => ({ startsAt, ...queue, oldestDueAgeMs: oldest }));
}
