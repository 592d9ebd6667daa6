import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { compareEntityIds } from '../../engine/entity-id.js';
import {
  type ListedApplication,
  LISTED_COLUMNS,
  LISTED_JOINS,
  type ListedTuple,
  toListed,
} from './listed-application.js';
import { dialectOf } from '../connection/dialect.js';
import { selectRows, selectTuples } from '../connection/select-rows.js';

export type ListedStatus = 'incomplete' | 'completed' | 'all';

export interface ListQuery {
  /** Ascending. */
  accountIds: string[];
  status: ListedStatus;
  /** The first item to answer (inclusive); undefined starts at the beginning. */
  start?: { accountId: string; dateSub: string; applicationId: string } | undefined;
  limit: number;
  now: number;
}

export interface UpdatedQuery {
  accountId: string;
  status: ListedStatus;
  /** The first item to answer (inclusive). */
  start: { updatedAt: number; applicationId: string };
  limit: number;
  now: number;
}

interface Condition {
  sql: string;
  bindings: (string | number)[];
}

/**
 * One range of an index and its order. The order names only the columns that vary: with the others in it, the database
 * would sort the rows.
 */
interface Range extends Condition {
  order: string;
}

// Some databases do not take the parameters of a longer statement.
const ACCOUNTS_A_STATEMENT = 500;

/** With more open applications than this a list is too big (contract section 6). Counting stops there. */
const TOO_BIG = 10_000;

const BY_STATE = 'applications_by_state';

/**
 * A page in the order account, day of creation, id. The keyset is written as separate index ranges: this day from that
 * id on, the later days, the later accounts. They are read one after the other until the page is full. Each is a plain
 * range of the index, so a page costs the same anywhere in the list, however many applications share a day (decision
 * 0006).
 */
export async function listApplications(db: Knex, query: ListQuery): Promise<ListedApplication[]> {
  const index = query.status === 'all' ? 'applications_by_day' : BY_STATE;
  return walk(db, ranges(query), { ...query, index });
}

/** A page of one account, in the order of last change, then id. */
export async function listUpdatedApplications(db: Knex, query: UpdatedQuery): Promise<ListedApplication[]> {
  const { accountId, start } = query;
  const parts = [
    {
      sql: 'a.account_id = ? and a.updated_ms = ? and a.id >= ?',
      bindings: [accountId, start.updatedAt, start.applicationId],
      order: 'a.id',
    },
    {
      sql: 'a.account_id = ? and a.updated_ms > ?',
      bindings: [accountId, start.updatedAt],
      order: 'a.updated_ms, a.id',
    },
  ];
  return walk(db, parts, { ...query, index: 'applications_by_update' });
}

/** Whether the accounts have more than 10,000 incomplete applications, read from the index alone. */
export async function isTooBig(db: Knex, accountIds: string[]): Promise<boolean> {
  let toSkip = TOO_BIG;
  for (const { sql, bindings } of accountRanges(accountIds)) {
    const text = `select count(*) as seen from (select 1 from applications a ${dialectOf(db).byIndex(BY_STATE)}
      where a.state = ${APPLICATION_STATES.incomplete} and ${sql} limit ${toSkip + 1}) probe`;
    const [row] = await selectRows<{ seen: number }>(db, text, bindings);
    toSkip -= row?.seen ?? 0;
    if (toSkip < 0) return true;
  }
  return false;
}

function ranges({ accountIds, start }: ListQuery): Range[] {
  if (!start) return accountRanges(accountIds);
  const later = accountIds.filter((id) => compareEntityIds(id, start.accountId) > 0);
  if (!accountIds.includes(start.accountId)) return accountRanges(later);
  const { accountId, dateSub, applicationId } = start;
  return [
    {
      sql: 'a.account_id = ? and a.date_sub = ? and a.id >= ?',
      bindings: [accountId, dateSub, applicationId],
      order: 'a.id',
    },
    { sql: 'a.account_id = ? and a.date_sub > ?', bindings: [accountId, dateSub], order: 'a.date_sub, a.id' },
    ...accountRanges(later),
  ];
}

function accountRanges(accountIds: string[]): Range[] {
  const parts: Range[] = [];
  for (let at = 0; at < accountIds.length; at += ACCOUNTS_A_STATEMENT) {
    const bindings = accountIds.slice(at, at + ACCOUNTS_A_STATEMENT);
    const sql = bindings.length === 1 ? 'a.account_id = ?' : `a.account_id in (${bindings.map(() => '?').join(', ')})`;
    parts.push({ sql, bindings, order: 'a.account_id, a.date_sub, a.id' });
  }
  return parts;
}

interface WalkOptions {
  status: ListedStatus;
  /**
   * Without this hint the optimizers chose another index (by expiry, by day, the primary key) and read all open rows.
   */
  index: string;
  limit: number;
  now: number;
}

async function walk(db: Knex, parts: Range[], options: WalkOptions): Promise<ListedApplication[]> {
  const { status, now } = options;
  // Without the instant the statement is the same for each request, so its rows can be kept until something is written.
  // The statement with the instant is needed only while there are expired rows that are not closed yet.
  const rows = await readParts(db, parts, { ...options, state: ofState(status) });
  const soundWithout = status !== 'incomplete' || rows.every(({ expiresAt }) => expiresAt > now);
  return soundWithout ? rows : readParts(db, parts, { ...options, state: openAt(now) });
}

async function readParts(
  db: Knex,
  parts: Range[],
  { state, index, limit }: WalkOptions & { state: Condition },
): Promise<ListedApplication[]> {
  const rows: ListedTuple[] = [];
  for (const part of parts) {
    const text = `select ${LISTED_COLUMNS} from applications a ${dialectOf(db).byIndex(index)} ${LISTED_JOINS}
      where ${state.sql} ${part.sql} order by ${part.order} limit ?`;
    const bindings = [...state.bindings, ...part.bindings, limit - rows.length];
    rows.push(...(await selectTuples<ListedTuple>(db, text, bindings, { keep: true })));
    if (rows.length >= limit) break;
  }
  return rows.map(toListed);
}

function ofState(status: ListedStatus): Condition {
  return { sql: status === 'all' ? '' : `a.state = ${APPLICATION_STATES[status]} and`, bindings: [] };
}

function openAt(now: number): Condition {
  return { sql: `${ofState('incomplete').sql} a.expires_ms > ? and`, bindings: [now] };
}
