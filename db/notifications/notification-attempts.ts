import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { type AttemptOutcome } from '../../engine/notification/outcome.js';

/** An attempt as it is recorded; of very many only the first and the last ones are kept. */
export interface StoredAttempt {
  /** From 1. */
  number: number;
  startedAt: number;
  dnsMs: number | undefined;
  connectMs: number | undefined;
  firstByteMs: number | undefined;
  totalMs: number;
  outcome: AttemptOutcome | 'blocked';
  status: number | undefined;
  fault: string | undefined;
  address: string | undefined;
  reply: string;
}

type NewAttempt = StoredAttempt & { notificationId: EntityId };

// The first ones tell how it began, the last ones how it is; a year of daily tries would tell nothing more.
const KEPT_AT_EACH_END = 20;

interface AttemptRow {
  number: number;
  started_ms: number;
  dns_ms: number | null;
  connect_ms: number | null;
  first_byte_ms: number | null;
  total_ms: number;
  outcome: StoredAttempt['outcome'];
  status: number | null;
  fault: string | null;
  address: string | null;
  reply: string | null;
}

/** The kept attempts of a notification, the first one first. */
export async function listAttempts(db: Knex, notificationId: EntityId): Promise<StoredAttempt[]> {
  const rows = await db('notification_attempts')
    .where({ notification_id: notificationId })
    .orderBy('number')
    .select<AttemptRow[]>(
      'number',
      'started_ms',
      'dns_ms',
      'connect_ms',
      'first_byte_ms',
      'total_ms',
      'outcome',
      'status',
      'fault',
      'address',
      'reply',
    );
  return rows.map((row) => ({
    number: row.number,
    startedAt: row.started_ms,
    dnsMs: row.dns_ms ?? undefined,
    connectMs: row.connect_ms ?? undefined,
    firstByteMs: row.first_byte_ms ?? undefined,
    totalMs: row.total_ms,
    outcome: row.outcome,
    status: row.status ?? undefined,
    fault: row.fault ?? undefined,
    address: row.address ?? undefined,
    reply: row.reply ?? '',
  }));
}

/** Adds attempts, and forgets those between the first and the last twenty of their notifications. */
export async function recordAttempts(trx: Knex.Transaction, attempts: readonly NewAttempt[]): Promise<void> {
  await trx('notification_attempts').insert(attempts.map(attemptRow)).onConflict(['notification_id', 'number']).merge();
  for (const attempt of attempts) await prune(trx, attempt);
}

async function prune(trx: Knex.Transaction, { notificationId, number }: NewAttempt): Promise<void> {
  const forgotten = number - KEPT_AT_EACH_END;
  if (forgotten <= KEPT_AT_EACH_END) return;
  await trx('notification_attempts').where({ notification_id: notificationId, number: forgotten }).delete();
}

function attemptRow(attempt: NewAttempt): Record<string, string | number | null> {
  return {
    notification_id: attempt.notificationId,
    number: attempt.number,
    started_ms: attempt.startedAt,
    dns_ms: attempt.dnsMs ?? null,
    connect_ms: attempt.connectMs ?? null,
    first_byte_ms: attempt.firstByteMs ?? null,
    total_ms: attempt.totalMs,
    outcome: attempt.outcome,
    status: attempt.status ?? null,
    fault: attempt.fault?.slice(0, 190) ?? null,
    address: attempt.address ?? null,
    reply: attempt.reply,
  };
}
