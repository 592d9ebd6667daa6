import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import { type BulkReplayRow } from '../connection/rows/notification-tables.js';
import { ENDED_UNDELIVERED, type NotificationFilter, notificationSource } from './notification-filter.js';
import { NOTIFICATION_STATES, type NotificationState } from './notifications.js';

/** Counting looks at this many notifications, and more are not replayed by one job. */
export const REPLAYED_AT_MOST = 100_000;

export interface Matching {
  /** How many match, those that would be skipped included. */
  total: number;
  /** How many of them would be skipped, because their application has expired. */
  skipped: number;
}

export interface BulkReplay {
  replayId: EntityId;
  filter: NotificationFilter;
  userName: string;
  /** How many matched when it was ordered; when it has finished, how many were looked at. */
  total: number;
  /** How many of them were looked at, the skipped ones included. */
  done: number;
  skipped: number;
  createdAt: number;
  finishedAt: number | undefined;
}

/**
 * How many notifications a replay of that filter would send again. Without a state these are all that ended
 * undelivered. Undefined when more than 100,000 would have to be looked at.
 */
export async function countReplayable(
  db: Knex,
  filter: NotificationFilter,
  now: number,
): Promise<Matching | undefined> {
  const source = notificationSource(filter, statesOf(filter));
  const { index, begins, checked = { sql: '1 = 1', bindings: [] } } = source;
  const matching = { total: 0, skipped: 0 };
  let left = REPLAYED_AT_MOST;
  for (const begin of begins) {
    const text = `select count(*) as looked, coalesce(sum(fits), 0) as total, coalesce(sum(fits * past), 0) as skipped
      from (select case when ${checked.sql} then 1 else 0 end as fits, case when n.expires_ms <= ? then 1 else 0 end as past
              from notifications n ${dialectOf(db).byIndex(index)}
             where ${begin.sql} and n.created_ms >= ? and n.created_ms < ? limit ${left + 1}) probe`;
    const bindings = [...checked.bindings, now, ...begin.bindings, filter.since ?? 0, untilOf(filter, now)];
    const [row] = await db.raw<Record<'looked' | 'total' | 'skipped', number | string>[]>(text, bindings);
    left -= Number(row!.looked);
    if (left < 0) return undefined;
    matching.total += Number(row!.total);
    matching.skipped += Number(row!.skipped);
  }
  return matching;
}

/** Orders a job that sends again what matches now, and nothing that comes later. Answers its id. */
export async function addBulkReplay(
  trx: Knex.Transaction,
  { filter, total, userName, now }: { filter: NotificationFilter; total: number; userName: string; now: number },
): Promise<EntityId> {
  const since = filter.since ?? 0;
  const [id] = await trx('bulk_replays').insert({
    account_id: filter.accountId ?? null,
    user_name: userName,
    filter: JSON.stringify(filter),
    states: statesOf(filter)
      .map((name) => NOTIFICATION_STATES[name])
      .join(),
    since_ms: since,
    until_ms: untilOf(filter, now),
    at_created_ms: since,
    at_notification_id: '0',
    total,
    done: 0,
    skipped: 0,
    created_ms: now,
  });
  return String(id);
}

/** The job of that id. */
export async function findBulkReplay(db: Knex, replayId: EntityId): Promise<BulkReplay | undefined> {
  const row = await db('bulk_replays').where({ id: replayId }).first();
  return row && toReplay(row);
}

/** The newest jobs first, so many at most. */
export async function listBulkReplays(db: Knex, limit: number): Promise<BulkReplay[]> {
  return (await db('bulk_replays').orderBy('id', 'desc').limit(limit)).map(toReplay);
}

function statesOf({ state }: NotificationFilter): readonly NotificationState[] {
  return state === undefined ? ENDED_UNDELIVERED : [state];
}

const untilOf = ({ until = Number.MAX_SAFE_INTEGER }: NotificationFilter, now: number): number =>
  Math.min(until, now + 1);

function toReplay(row: BulkReplayRow): BulkReplay {
  return {
    replayId: row.id,
    filter: JSON.parse(row.filter) as NotificationFilter,
    userName: row.user_name,
    total: row.total,
    done: row.done,
    skipped: row.skipped,
    createdAt: row.created_ms,
    finishedAt: row.finished_ms ?? undefined,
  };
}
