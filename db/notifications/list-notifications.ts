import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import {
  NOTIFICATION_KINDS,
  NOTIFICATION_STATES,
  type NotificationKind,
  type NotificationState,
} from './notifications.js';
import { selectRows } from '../connection/select-rows.js';

export interface StoredNotification {
  notificationId: EntityId;
  applicationId: EntityId;
  accountId: EntityId;
  state: NotificationState;
  /** The number of attempts made. Not all of them are kept when there were very many. */
  attempts: number;
  /** The status of the last attempt or, without a response, the fault. */
  lastStatus: number | undefined;
  lastFault: string | undefined;
  createdAt: number;
  expiresAt: number;
  endedAt: number | undefined;
  /** When the invitation was sent, while a reminder of it is to be sent. */
  sentAt: number | undefined;
  /** When somebody had it sent again last. */
  replayedAt: number | undefined;
  /**
   * When it is due by the database's clock. In the past while it waits for its turn; undefined when it has ended or is
   * being sent.
   */
  nextDueAt: number | undefined;
  /** Whether an attempt is under way now. */
  underWay: boolean;
}

export interface NotificationQuery {
  accountId: EntityId;
  state?: NotificationState | undefined;
  /** Only those created at this instant or later, ms. */
  since?: number | undefined;
  /** Only those created before this instant, ms. */
  until?: number | undefined;
  /** The first item to answer (inclusive). */
  start?: NotificationPlace | undefined;
  limit: number;
}

interface NotificationPlace {
  createdAt: number;
  notificationId: EntityId;
}

export interface NotificationRow {
  id: EntityId;
  application_id: EntityId;
  account_id: EntityId;
  state: number;
  attempts: number;
  last_status: number | null;
  last_fault: string | null;
  created_ms: number;
  expires_ms: number;
  ended_ms: number | null;
  sent_ms: number | null;
  replayed_ms: number | null;
  due_ms: number | null;
  under_way: number;
}

const STATE_NAMES = Object.keys(NOTIFICATION_STATES) as NotificationState[];

/**
 * The notification of an application, or its message of another kind, on whatever account: the caller checks the
 * account.
 */
export async function findNotification(
  db: Knex,
  applicationId: EntityId,
  kind: NotificationKind = 'notification',
): Promise<StoredNotification | undefined> {
  const [row] = await selectRows<NotificationRow>(
    db,
    `${selectFrom(db, '')} where n.application_id = ? and n.kind = ${NOTIFICATION_KINDS[kind]}`,
    [applicationId],
  );
  return row && toNotification(row);
}

/** The notification of that id, on whatever account. Messages to candidates are not found. */
export async function findNotificationById(
  db: Knex,
  notificationId: EntityId,
): Promise<StoredNotification | undefined> {
  const text = `${selectFrom(db, '')} where n.id = ? and n.kind = ${NOTIFICATION_KINDS.notification}`;
  const [row] = await selectRows<NotificationRow>(db, text, [notificationId]);
  return row && toNotification(row);
}

/** The extended body that was rendered when the application was completed. The notification must exist. */
export async function findPayload(db: Knex, notificationId: EntityId): Promise<string> {
  return (await db('notifications').where({ id: notificationId }).first('payload'))!.payload;
}

/**
 * A page of an account's notifications, without messages, in the order of creation, then id. Each page is a plain range
 * of an index.
 */
export async function listNotifications(db: Knex, query: NotificationQuery): Promise<StoredNotification[]> {
  const { accountId, state, since, until, start, limit } = query;
  const select = selectFrom(db, state === undefined ? 'notifications_by_creation' : 'notifications_by_state');
  const ofState = state === undefined ? '' : `n.state = ${NOTIFICATION_STATES[state]} and`;
  const rows: NotificationRow[] = [];
  for (const range of ranges(since, start)) {
    const text = `${select} where ${ofState} n.kind = ${NOTIFICATION_KINDS.notification} and n.account_id = ? and ${range.sql} and n.created_ms < ?
      order by n.created_ms, n.id limit ?`;
    const bindings = [accountId, ...range.bindings, until ?? Number.MAX_SAFE_INTEGER, limit - rows.length];
    rows.push(...(await selectRows<NotificationRow>(db, text, bindings)));
    if (rows.length >= limit) break;
  }
  return rows.map(toNotification);
}

function ranges(since: number | undefined, start: NotificationPlace | undefined) {
  if (!start || start.createdAt < (since ?? 0)) return [{ sql: 'n.created_ms >= ?', bindings: [since ?? 0] }];
  return [
    { sql: 'n.created_ms = ? and n.id >= ?', bindings: [start.createdAt, start.notificationId] },
    { sql: 'n.created_ms > ?', bindings: [start.createdAt] },
  ];
}

/** The beginning of a SELECT of notifications; `index` is to be used, or none is named. */
export function selectFrom(db: Knex, index: string): string {
  const dialect = dialectOf(db);
  // A token and a due time in the future are a lease: some process is sending it.
  return `select n.id, n.application_id, n.account_id, n.state, n.attempts, n.last_status, n.last_fault, n.created_ms,
      n.expires_ms, n.ended_ms, n.sent_ms, n.replayed_ms, q.due_ms, case when q.token is not null and q.due_ms > ${dialect.nowMs} then 1 else 0 end as under_way
    from notifications n ${index && dialect.byIndex(index)} left join notification_queue q on q.notification_id = n.id`;
}

/** Turns a row of `selectFrom` into a notification. */
export function toNotification(row: NotificationRow): StoredNotification {
  const underWay = row.under_way === 1;
  return {
    notificationId: row.id,
    applicationId: row.application_id,
    accountId: row.account_id,
    state: STATE_NAMES.find((name) => NOTIFICATION_STATES[name] === row.state)!,
    attempts: row.attempts,
    lastStatus: row.last_status ?? undefined,
    lastFault: row.last_fault ?? undefined,
    createdAt: row.created_ms,
    expiresAt: row.expires_ms,
    endedAt: row.ended_ms ?? undefined,
    sentAt: row.sent_ms ?? undefined,
    replayedAt: row.replayed_ms ?? undefined,
    nextDueAt: underWay ? undefined : (row.due_ms ?? undefined),
    underWay,
  };
}
