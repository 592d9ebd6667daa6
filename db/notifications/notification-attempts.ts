import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { type RecordedAttempt } from '../../engine/notification/attempt.js';
import { type AttemptRow } from '../connection/rows/notification-tables.js';

type NewAttempt = RecordedAttempt & { notificationId: EntityId };

// The first attempts show how the trouble began, the last ones how it is now. Those between would add nothing, and a
// receiver that is away for ten years would leave thousands of them.
const KEPT_FIRST = 5;
const KEPT_LAST = 10;

const COLUMNS = {
  number: 'number',
  startedAt: 'started_ms',
  dnsMs: 'dns_ms',
  connectMs: 'connect_ms',
  firstByteMs: 'first_byte_ms',
  totalMs: 'total_ms',
  outcome: 'outcome',
  status: 'status',
  fault: 'fault',
  address: 'address',
  reply: 'reply',
} as const satisfies Record<keyof RecordedAttempt, keyof AttemptRow>;

/** The kept attempts of a notification, oldest first. */
export async function listAttempts(db: Knex, notificationId: EntityId): Promise<RecordedAttempt[]> {
  const rows = await db('notification_attempts')
    .where({ notification_id: notificationId })
    .orderBy('number')
    .select<(Omit<RecordedAttempt, 'reply'> & Pick<AttemptRow, 'reply'>)[]>(COLUMNS);
  return rows.map((row) => ({ ...row, reply: row.reply ?? '' }));
}

/** What a notification tells of its last attempt. */
interface LastAttempt {
  notificationId: EntityId;
  attempts: number;
  lastStatus: number | undefined;
}

/**
 * How long the last attempts took, ms, by the ids of the notifications. One is left out if it is not kept, or if it is
 * not the attempt of which the notification has the status. The cost is that of the rows asked for, however many
 * attempts there are.
 */
export async function lastDurations(db: Knex, notifications: readonly LastAttempt[]): Promise<Map<EntityId, number>> {
  const of = new Map(notifications.map((one) => [one.notificationId, one]));
  const rows = await db('notifications as n')
    .join('notification_attempts as t', (on) => on.on('t.notification_id', 'n.id').andOn('t.number', 'n.attempts'))
    .whereIn('n.id', [...of.keys()])
    .select<(Pick<AttemptRow, 'number' | 'status' | 'total_ms'> & { id: EntityId })[]>(
      'n.id',
      't.number',
      't.status',
      't.total_ms',
    );
  return new Map(
    rows.flatMap(({ id, number, status, total_ms: totalMs }) => {
      const { attempts, lastStatus } = of.get(id)!;
      return number === attempts && status === (lastStatus ?? null) ? [[id, totalMs] as const] : [];
    }),
  );
}

/** What the other side said at that attempt; undefined if it is not kept. */
export async function findReply(db: Knex, notificationId: EntityId, number: number): Promise<string | undefined> {
  const row = await db('notification_attempts').where({ notification_id: notificationId, number }).first('reply');
  return row?.reply ?? undefined;
}

/**
 * Adds attempts. Of their notifications the first 5 attempts and the last 10 are kept, and the reply only to the last
 * one.
 */
export async function recordAttempts(trx: Knex.Transaction, attempts: readonly NewAttempt[]): Promise<void> {
  await trx('notification_attempts').insert(attempts.map(attemptRow)).onConflict(['notification_id', 'number']).merge();
  // Most notifications have one attempt, and cost nothing more.
  const again = attempts.filter(({ number }) => number > 1);
  if (again.length === 0) return;
  await trx('notification_attempts')
    .where((any) => {
      for (const one of again) void any.orWhere(attemptsOf(one, { until: one.number }));
    })
    .whereNotNull('reply')
    .update({ reply: null });
  for (const one of again) {
    if (one.number <= KEPT_FIRST + KEPT_LAST) continue;
    const until = one.number - KEPT_LAST + 1;
    await trx('notification_attempts')
      .where(attemptsOf(one, { after: KEPT_FIRST, until }))
      .delete();
  }
}

/** Those of the notification with a number above `after` and below `until`. */
function attemptsOf({ notificationId }: NewAttempt, { after = 0, until }: { after?: number; until: number }) {
  return (rows: Knex.QueryBuilder): void =>
    void rows.where({ notification_id: notificationId }).where('number', '>', after).where('number', '<', until);
}

function attemptRow(attempt: NewAttempt): AttemptRow {
  const keys = Object.keys(COLUMNS) as (keyof RecordedAttempt)[];
  const columns = Object.fromEntries(keys.map((key) => [COLUMNS[key], attempt[key]]));
  return {
    ...(columns as Omit<AttemptRow, 'notification_id'>),
    notification_id: attempt.notificationId,
    fault: attempt.fault?.slice(0, 190) ?? null,
  };
}
