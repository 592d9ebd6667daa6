import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { type RecordedAttempt } from '../../engine/notification/attempt.js';
import { type AttemptRow } from '../connection/tables.js';

type NewAttempt = RecordedAttempt & { notificationId: EntityId };

// The first attempts show how the trouble began, the last ones how it is now. Those between would add nothing.
const KEPT_AT_EACH_END = 20;

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

/** What the other side said at that attempt; undefined if it is not kept. */
export async function findReply(db: Knex, notificationId: EntityId, number: number): Promise<string | undefined> {
  const row = await db('notification_attempts').where({ notification_id: notificationId, number }).first('reply');
  return row?.reply ?? undefined;
}

/** Adds attempts. Deletes those between the first and the last twenty of their notifications. */
export async function recordAttempts(trx: Knex.Transaction, attempts: readonly NewAttempt[]): Promise<void> {
  await trx('notification_attempts').insert(attempts.map(attemptRow)).onConflict(['notification_id', 'number']).merge();
  for (const attempt of attempts) await prune(trx, attempt);
}

async function prune(trx: Knex.Transaction, { notificationId, number }: NewAttempt): Promise<void> {
  const forgotten = number - KEPT_AT_EACH_END;
  if (forgotten <= KEPT_AT_EACH_END) return;
  await trx('notification_attempts').where({ notification_id: notificationId, number: forgotten }).delete();
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
