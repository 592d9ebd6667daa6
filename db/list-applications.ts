import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../engine/application-status.js';
import { compareEntityIds } from '../engine/entity-id.js';
import { type ListedApplication, LISTED_COLUMNS, LISTED_TABLES, type ListedRow, toListed } from './applications.js';
import { selectRows } from './select-rows.js';

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

// More would not fit into one statement's parameters everywhere.
const ACCOUNTS_A_STATEMENT = 500;

/** Bounded look at whether more than that many applications are open: never a count (contract section 6, too_big). */
const TOO_BIG = 10_000;

/**
 * A page in the order account, day of creation, id. A keyset spelt as separate index ranges (this day from that id, the
 * later days, the later accounts), walked until the page is full: each is a plain range of the index, so a page costs
 * the same anywhere in the list, however many applications share a day (decision 0006).
 */
export async function listApplications(db: Knex, query: ListQuery): Promise<ListedApplication[]> {
  return walk(db, ranges(query), { ...query, order: 'a.account_id, a.date_sub, a.id' });
}

/** A page of one account in the order of last change, id. */
export async function listUpdatedApplications(db: Knex, query: UpdatedQuery): Promise<ListedApplication[]> {
  const { accountId, start } = query;
  const parts = [
    {
      sql: 'a.account_id = ? and a.updated_ms = ? and a.id >= ?',
      bindings: [accountId, start.updatedAt, start.applicationId],
    },
    { sql: 'a.account_id = ? and a.updated_ms > ?', bindings: [accountId, start.updatedAt] },
  ];
  return walk(db, parts, { ...query, order: 'a.account_id, a.updated_ms, a.id' });
}

/** Whether the accounts have more than 10,000 incomplete applications, read from the index alone. */
export async function isTooBig(db: Knex, accountIds: string[]): Promise<boolean> {
  let toSkip = TOO_BIG;
  for (const { sql, bindings } of accountRanges(accountIds)) {
    const text = `select count(*) as seen from (select 1 from applications a
      where a.state = ${APPLICATION_STATES.incomplete} and ${sql} limit ${toSkip + 1}) probe`;
    const [row] = await selectRows<{ seen: number }>(db, text, bindings);
    toSkip -= row?.seen ?? 0;
    if (toSkip < 0) return true;
  }
  return false;
}

function ranges({ accountIds, start }: ListQuery): Condition[] {
  if (!start) return accountRanges(accountIds);
  const later = accountIds.filter((id) => compareEntityIds(id, start.accountId) > 0);
  if (!accountIds.includes(start.accountId)) return accountRanges(later);
  const { accountId, dateSub, applicationId } = start;
  return [
    { sql: 'a.account_id = ? and a.date_sub = ? and a.id >= ?', bindings: [accountId, dateSub, applicationId] },
    { sql: 'a.account_id = ? and a.date_sub > ?', bindings: [accountId, dateSub] },
    ...accountRanges(later),
  ];
}

function accountRanges(accountIds: string[]): Condition[] {
  const parts: Condition[] = [];
  for (let at = 0; at < accountIds.length; at += ACCOUNTS_A_STATEMENT) {
    const bindings = accountIds.slice(at, at + ACCOUNTS_A_STATEMENT);
    const sql = bindings.length === 1 ? 'a.account_id = ?' : `a.account_id in (${bindings.map(() => '?').join(', ')})`;
    parts.push({ sql, bindings });
  }
  return parts;
}

async function walk(
  db: Knex,
  parts: Condition[],
  { status, order, limit, now }: { status: ListedStatus; order: string; limit: number; now: number },
): Promise<ListedApplication[]> {
  const rows: ListedRow[] = [];
  for (const part of parts) {
    const state = stateCondition(status, now);
    const text = `select ${LISTED_COLUMNS} from ${LISTED_TABLES}
      where ${state.sql} ${part.sql} order by ${order} limit ?`;
    rows.push(...(await selectRows<ListedRow>(db, text, [...state.bindings, ...part.bindings, limit - rows.length])));
    if (rows.length >= limit) break;
  }
  return rows.map(toListed);
}

function stateCondition(status: ListedStatus, now: number): Condition {
  if (status === 'all') return { sql: '', bindings: [] };
  if (status === 'completed') return { sql: `a.state = ${APPLICATION_STATES.completed} and`, bindings: [] };
  // The plus keeps the index of expiries out of it: a page read by that one is sorted from all open applications.
  return { sql: `a.state = ${APPLICATION_STATES.incomplete} and +a.expires_ms > ? and`, bindings: [now] };
}
