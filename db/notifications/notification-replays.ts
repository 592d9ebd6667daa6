import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import { NOTIFICATION_KINDS, NOTIFICATION_STATES, type NotificationState } from './notifications.js';
import { sendAgain } from './replay-notification.js';
import { writeTransaction } from '../connection/transaction.js';
import { type ReplayRow } from '../connection/tables.js';

export interface NewReplay {
  accountId: EntityId;
  /** Only notifications in this state; without it, all that ended undelivered. */
  state?: NotificationState | undefined;
  /** Only those created at this instant or later, ms. */
  since?: number | undefined;
  /** Only those created before this instant, ms. */
  until?: number | undefined;
  userName: string;
  now: number;
}

export interface StoredReplay {
  replayId: EntityId;
  accountId: EntityId;
  /** How many matched when the replay was ordered. */
  total: number;
  /** How many of them were looked at, the skipped ones included. */
  done: number;
  /** How many were not sent again because their application had expired. */
  skipped: number;
  createdAt: number;
  finishedAt: number | undefined;
}

const UNDELIVERED: NotificationState[] = ['rejected', 'expired', 'cancelled', 'parked'];
const BATCH = 500;

/**
 * Orders a job that sends all matching notifications again: those that exist now and no later ones. Answers the job's
 * id.
 */
export async function addReplay(trx: Knex.Transaction, replay: NewReplay): Promise<EntityId> {
  const { accountId, state, since = 0, until = Number.MAX_SAFE_INTEGER, userName, now } = replay;
  const states = (state === undefined ? UNDELIVERED : [state]).map((name) => NOTIFICATION_STATES[name]);
  const range = { accountId, since, until: Math.min(until, now + 1) };
  let total = 0;
  for (const number of states) total += await countMatching(trx, number, range);
  const [id] = await trx('notification_replays').insert({
    account_id: accountId,
    user_name: userName,
    states: states.join(),
    since_ms: since,
    until_ms: range.until,
    at_created_ms: since,
    at_notification_id: '0',
    total,
    done: 0,
    skipped: 0,
    created_ms: now,
  });
  return String(id);
}

/** How many jobs of the account are not finished. */
export async function countOpenReplays(trx: Knex, accountId: EntityId): Promise<number> {
  const row = await trx('notification_replays')
    .where({ account_id: accountId, finished_ms: null })
    .count({ open: '*' })
    .first();
  return Number(row!.open);
}

/** The job of that id, on whatever account: the caller checks the account. */
export async function findReplay(db: Knex, replayId: EntityId): Promise<StoredReplay | undefined> {
  const row = await db('notification_replays').where({ id: replayId }).first();
  return (
    row && {
      replayId: row.id,
      accountId: row.account_id,
      total: row.total,
      done: row.done,
      skipped: row.skipped,
      createdAt: row.created_ms,
      finishedAt: row.finished_ms ?? undefined,
    }
  );
}

/**
 * Processes one batch of the oldest job that nobody else is working on, in one transaction. Answers how many
 * notifications were looked at, 0 when there is nothing to do. Rows only become due here; they are sent later under the
 * usual caps.
 */
export async function workReplays(db: Knex, now: number): Promise<number> {
  for (;;) {
    const worked = await writeTransaction(db, (trx) => workOldest(trx, now));
    if (worked !== 'finished') return worked;
  }
}

async function workOldest(trx: Knex.Transaction, now: number): Promise<number | 'finished'> {
  const [job] = await trx.raw<ReplayRow[]>(
    `select * from notification_replays where finished_ms is null order by id limit 1 ${dialectOf(trx).skipLocked}`,
  );
  if (!job) return 0;
  const states = job.states.split(',').map(Number);
  const batch = await nextBatch(trx, job, states[0]!);
  if (batch.length > 0) await replayBatch(trx, { job, state: states[0]!, batch }, now);
  if (batch.length === BATCH) return batch.length;
  const left = states.slice(1);
  await trx('notification_replays')
    .where({ id: job.id })
    .update(
      left.length > 0
        ? { states: left.join(), at_created_ms: job.since_ms, at_notification_id: '0' }
        : { finished_ms: now, total: trx.raw('done') },
    );
  return batch.length > 0 ? batch.length : 'finished';
}

interface BatchRow {
  id: EntityId;
  created_ms: number;
  ended_ms: number | null;
  expires_ms: number;
}

async function nextBatch(trx: Knex.Transaction, job: ReplayRow, state: number): Promise<BatchRow[]> {
  const rows: BatchRow[] = [];
  const ranges = [
    { sql: 'n.created_ms = ? and n.id > ?', bindings: [job.at_created_ms, job.at_notification_id] },
    { sql: 'n.created_ms > ?', bindings: [job.at_created_ms] },
  ];
  for (const { sql, bindings } of ranges) {
    const text = `select n.id, n.created_ms, n.ended_ms, a.expires_ms
        from notifications n ${dialectOf(trx).byIndex('notifications_by_state')}
        left join applications a on a.id = n.application_id
       where n.state = ? and n.kind = ${NOTIFICATION_KINDS.notification} and n.account_id = ? and ${sql} and n.created_ms < ?
       order by n.created_ms, n.id limit ?`;
    const limit = BATCH - rows.length;
    rows.push(...(await trx.raw<BatchRow[]>(text, [state, job.account_id, ...bindings, job.until_ms, limit])));
    if (rows.length >= BATCH) break;
  }
  return rows;
}

async function replayBatch(
  trx: Knex.Transaction,
  { job, state, batch }: { job: ReplayRow; state: number; batch: BatchRow[] },
  now: number,
): Promise<void> {
  // A notification that ended after the order has been replayed in the meantime, perhaps by this very job.
  const matching = batch.filter((row) => row.ended_ms === null || row.ended_ms <= job.created_ms);
  const notificationIds = matching.filter((row) => row.expires_ms > now).map((row) => row.id);
  if (notificationIds.length > 0) await sendAgain(trx, { notificationIds, onlyIn: state });
  const last = batch.at(-1)!;
  await trx('notification_replays')
    .where({ id: job.id })
    .update({
      at_created_ms: last.created_ms,
      at_notification_id: last.id,
      done: trx.raw('done + ?', [matching.length]),
      skipped: trx.raw('skipped + ?', [matching.length - notificationIds.length]),
    });
}

async function countMatching(
  trx: Knex.Transaction,
  state: number,
  { accountId, since, until }: { accountId: EntityId; since: number; until: number },
): Promise<number> {
  const [row] = await trx.raw<{ matching: number }[]>(
    `select count(*) as matching from notifications n ${dialectOf(trx).byIndex('notifications_by_state')}
      where n.state = ? and n.kind = ${NOTIFICATION_KINDS.notification} and n.account_id = ? and n.created_ms >= ? and n.created_ms < ?`,
    [state, accountId, since, until],
  );
  return row!.matching;
}
