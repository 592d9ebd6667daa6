import { type Knex } from 'knex';
import { type EntityId } from '../engine/entity-id.js';
import { type FinishedAttempt } from './finish-notifications.js';

/** An attempt as it was recorded; of very many only the first and the last ones are kept. */
export type StoredAttempt = Omit<FinishedAttempt, 'notificationId' | 'token' | 'next'>;

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
