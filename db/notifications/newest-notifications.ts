import { type Knex } from 'knex';
import { compareEntityIds } from '../../engine/entity-id.js';
import { type NotificationCursor } from '../../engine/notification/notification-cursor.js';
import { dialectOf } from '../connection/dialect.js';
import { selectRows } from '../connection/select-rows.js';
import { type NotificationRow, selectFrom, type StoredNotification, toNotification } from './list-notifications.js';
import {
  type Condition,
  type NotificationFilter,
  notificationSource,
  type NotificationSource,
} from './notification-filter.js';

/** With something of attempts in the filter, a page looks at this many notifications of each state. */
export const LOOKED_AT = 4_000;
/** Counting stops here: it is enough to know that there are very many. */
export const COUNTED = 10_000;

const LAST_ID = '9223372036854775807';

export interface NewestPage {
  notifications: StoredNotification[];
  /** The first one of the page after this one, which has older ones; undefined on the last page. */
  next: NotificationCursor | undefined;
}

interface Walk {
  /** Older ones begin with that at `from` itself, newer ones with the first after it. Undefined is the newest end. */
  from: NotificationCursor | undefined;
  order: 'desc' | 'asc';
}

/**
 * A page of the notifications that match, the newest first. With something of attempts in the filter it may have fewer
 * than `limit`, or none, and still not be the last page (decisions 0040, 0060).
 */
export async function newestNotifications(
  db: Knex,
  filter: NotificationFilter,
  { start, limit }: { start?: NotificationCursor | undefined; limit: number },
): Promise<NewestPage> {
  const walk: Walk = { from: start, order: 'desc' };
  const source = notificationSource(filter);
  const lookedTo = source.checked && (await endOfLook(db, source, filter, walk));
  const { sql, bindings } = together(partsOf(db, source, ranges(filter, walk, lookedTo), limit + 1));
  const rows = await selectRows<NotificationRow>(db, sql, bindings);
  const found = rows.map(toNotification).sort((one, other) => byCreation(other, one));
  const rest = lookedTo === undefined ? undefined : { createdAt: lookedTo - 1, notificationId: LAST_ID };
  return { notifications: found.slice(0, limit), next: found[limit] ?? rest };
}

/** How many match, or with `newerThan` how many newer ones do. `atLeast` says that there may be more than that. */
export async function countNotifications(
  db: Knex,
  filter: NotificationFilter,
  newerThan?: NotificationCursor,
): Promise<{ count: number; atLeast: boolean }> {
  const source = notificationSource(filter);
  const walk: Walk = { from: newerThan, order: newerThan ? 'asc' : 'desc' };
  const checked = source.checked ?? { sql: '1 = 1', bindings: [] };
  let count = 0;
  let atLeast = false;
  for (const begin of source.begins) {
    for (const range of ranges(filter, walk)) {
      const limit = source.checked ? LOOKED_AT : COUNTED + 1 - count;
      const text = `select count(*) as looked, coalesce(sum(fits), 0) as seen
        from (select case when ${checked.sql} then 1 else 0 end as fits from notifications n ${dialectOf(db).byIndex(source.index)}
          where ${begin.sql} and ${range.sql} order by ${inOrder(walk)} limit ${limit}) probe`;
      const bindings = [...checked.bindings, ...begin.bindings, ...range.bindings];
      const [row] = await selectRows<{ looked: number | string; seen: number | string }>(db, text, bindings);
      count += Number(row!.seen);
      atLeast ||= source.checked !== undefined && Number(row!.looked) >= LOOKED_AT;
      if (count > COUNTED) return { count: COUNTED, atLeast: true };
    }
  }
  return { count, atLeast };
}

function partsOf(
  db: Knex,
  { index, begins, checked }: NotificationSource,
  periods: Condition[],
  limit: number,
): Condition[] {
  return begins.flatMap((begin) =>
    periods.map((range) => ({
      sql: `${selectFrom(db, index)} where ${begin.sql} and ${range.sql}${checked ? ` and ${checked.sql}` : ''}
        order by n.created_ms desc, n.id desc limit ${limit}`,
      bindings: [...begin.bindings, ...range.bindings, ...(checked?.bindings ?? [])],
    })),
  );
}

/** The instant to which a page looks, where a state has more notifications than it may look at. */
async function endOfLook(
  db: Knex,
  { index, begins }: NotificationSource,
  filter: NotificationFilter,
  walk: Walk,
): Promise<number | undefined> {
  const ends: number[] = [];
  for (const begin of begins) {
    for (const range of ranges(filter, walk)) {
      const text = `select n.created_ms from notifications n ${dialectOf(db).byIndex(index)}
        where ${begin.sql} and ${range.sql} order by ${inOrder(walk)} limit 1 offset ${LOOKED_AT}`;
      const bindings = [...begin.bindings, ...range.bindings];
      for (const row of await selectRows<{ created_ms: number }>(db, text, bindings)) ends.push(row.created_ms);
    }
  }
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** The part of the filter's period that a walk goes through, as plain ranges of the index, up to `end` (inclusive). */
function ranges(
  { since = 0, until = Number.MAX_SAFE_INTEGER }: NotificationFilter,
  { from, order }: Walk,
  end?: number,
): Condition[] {
  const least = Math.max(since, end ?? 0);
  const between = (low: number, high: number): Condition => ({
    sql: 'n.created_ms >= ? and n.created_ms < ?',
    bindings: [low, high],
  });
  if (!from) return [between(least, until)];
  const { createdAt, notificationId } = from;
  const same = { sql: `n.created_ms = ? and n.id ${order === 'desc' ? '<=' : '>'} ?` };
  const others =
    order === 'desc' ? between(least, Math.min(createdAt, until)) : between(Math.max(createdAt + 1, least), until);
  const within = createdAt >= least && createdAt < until;
  return within ? [{ ...same, bindings: [createdAt, notificationId] }, others] : [others];
}

/** All parts as one statement. A notification whose state changes between two would be in both or in neither. */
function together(parts: Condition[]): Condition {
  if (parts.length === 1) return parts[0]!;
  return {
    sql: parts.map(({ sql }, index) => `select * from (${sql}) part${index}`).join(' union all '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}

const inOrder = ({ order }: Walk): string => `n.created_ms ${order}, n.id ${order}`;

function byCreation(one: StoredNotification, other: StoredNotification): number {
  return one.createdAt - other.createdAt || compareEntityIds(one.notificationId, other.notificationId);
}
