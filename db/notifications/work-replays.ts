import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import { type BulkReplayRow, type ReplayRow } from '../connection/rows/notification-tables.js';
import { selectTuples } from '../connection/select-rows.js';
import { writeTransaction } from '../connection/transaction.js';
import { type NotificationFilter, notificationSource } from './notification-filter.js';
import { NOTIFICATION_STATES, type NotificationState } from './notifications.js';
import { sendAgain } from './replay-notification.js';

const BATCH = 500;

// Operators come first, because they order few jobs and wait for them.
const TABLES = ['bulk_replays', 'notification_replays'] as const;

interface Job {
  table: (typeof TABLES)[number];
  row: Omit<ReplayRow, 'account_id'>;
  filter: Pick<NotificationFilter, 'accountId' | 'fault'>;
}

/**
 * Processes one batch of the oldest job that nobody else is working on, in one transaction. Answers how many
 * notifications were looked at, 0 when there is nothing to do. Rows only become due here; they are sent later under the
 * usual caps.
 */
export async function workReplays(db: Knex, now: number): Promise<number> {
  if (!(await hasJob(db))) return 0;
  for (;;) {
    const worked = await writeTransaction(db, (trx) => workOldest(trx, now));
    if (worked !== 'finished') return worked;
  }
}

const UNFINISHED = TABLES.map((table) => `exists(select 1 from ${table} where finished_ms is null)`).join(' or ');

/** There is nearly never a job. A transaction that looks for one takes four times as many round trips. */
async function hasJob(db: Knex): Promise<boolean> {
  const [row] = await selectTuples<[unknown]>(db, `select ${UNFINISHED}`, []);
  return Number(row![0]) === 1;
}

async function workOldest(trx: Knex.Transaction, now: number): Promise<number | 'finished'> {
  for (const table of TABLES) {
    const [row] = await trx.raw<(ReplayRow | BulkReplayRow)[]>(
      `select * from ${table} where finished_ms is null order by id limit 1 ${dialectOf(trx).skipLocked}`,
    );
    if (row) return workBatch(trx, { table, row, filter: filterOf(row) }, now);
  }
  return 0;
}

function filterOf(row: ReplayRow | BulkReplayRow): Job['filter'] {
  const { fault } = 'filter' in row ? (JSON.parse(row.filter) as Job['filter']) : {};
  return { accountId: row.account_id ?? undefined, fault };
}

async function workBatch(trx: Knex.Transaction, job: Job, now: number): Promise<number | 'finished'> {
  const { table, row } = job;
  const states = row.states.split(',').map(Number);
  const batch = await nextBatch(trx, job, states[0]!);
  if (batch.length > 0) await replayBatch(trx, { job, state: states[0]!, batch }, now);
  if (batch.length === BATCH) return batch.length;
  const left = states.slice(1);
  await trx(table)
    .where({ id: row.id })
    .update(
      left.length > 0
        ? { states: left.join(), at_created_ms: row.since_ms, at_notification_id: '0' }
        : { finished_ms: now, total: trx.raw('done') },
    );
  return batch.length > 0 ? batch.length : 'finished';
}

interface BatchRow {
  id: EntityId;
  created_ms: number;
  ended_ms: number | null;
  expires_ms: number;
  /** Whether it has the fault of the filter. */
  fits: number;
}

const STATE_NAMES = Object.keys(NOTIFICATION_STATES) as NotificationState[];

async function nextBatch(trx: Knex.Transaction, { row, filter }: Job, state: number): Promise<BatchRow[]> {
  const name = STATE_NAMES.find((one) => NOTIFICATION_STATES[one] === state)!;
  const { index, begins, checked = { sql: '1 = 1', bindings: [] } } = notificationSource(filter, [name]);
  const begin = begins[0]!;
  const rows: BatchRow[] = [];
  const ranges = [
    { sql: 'n.created_ms = ? and n.id > ?', bindings: [row.at_created_ms, row.at_notification_id] },
    { sql: 'n.created_ms > ?', bindings: [row.at_created_ms] },
  ];
  for (const { sql, bindings } of ranges) {
    const text = `select n.id, n.created_ms, n.ended_ms, a.expires_ms, case when ${checked.sql} then 1 else 0 end as fits
        from notifications n ${dialectOf(trx).byIndex(index)}
        left join applications a on a.id = n.application_id
       where ${begin.sql} and ${sql} and n.created_ms < ?
       order by n.created_ms, n.id limit ?`;
    const limit = BATCH - rows.length;
    const values = [...checked.bindings, ...begin.bindings, ...bindings, row.until_ms, limit];
    rows.push(...(await trx.raw<BatchRow[]>(text, values)));
    if (rows.length >= BATCH) break;
  }
  return rows;
}

async function replayBatch(
  trx: Knex.Transaction,
  { job: { table, row }, state, batch }: { job: Job; state: number; batch: BatchRow[] },
  now: number,
): Promise<void> {
  // A notification that ended after the order has been replayed in the meantime, perhaps by this very job.
  const matching = batch.filter((one) => one.fits === 1 && (one.ended_ms === null || one.ended_ms <= row.created_ms));
  const notificationIds = matching.filter((one) => one.expires_ms > now).map((one) => one.id);
  if (notificationIds.length > 0) await sendAgain(trx, { notificationIds, onlyIn: state, replayedAt: now });
  const last = batch.at(-1)!;
  await trx(table)
    .where({ id: row.id })
    .update({
      at_created_ms: last.created_ms,
      at_notification_id: last.id,
      done: trx.raw('done + ?', [matching.length]),
      skipped: trx.raw('skipped + ?', [matching.length - notificationIds.length]),
    });
}
