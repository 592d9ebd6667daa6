import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import { NOTIFICATION_KINDS, NOTIFICATION_STATES, type NotificationState } from './notifications.js';
import { ENDED_UNDELIVERED } from './notification-filter.js';

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

/**
 * Orders a job that sends all matching notifications again: those that exist now and no later ones. Answers the job's
 * id.
 */
export async function addReplay(trx: Knex.Transaction, replay: NewReplay): Promise<EntityId> {
  const { accountId, state, since = 0, until = Number.MAX_SAFE_INTEGER, userName, now } = replay;
  const states = (state === undefined ? ENDED_UNDELIVERED : [state]).map((name) => NOTIFICATION_STATES[name]);
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
