import { type Knex } from 'knex';
import { compareEntityIds } from '../../../engine/entity-id.js';
import { dialectOf } from '../../connection/dialect.js';
import { selectRows } from '../../connection/select-rows.js';
import { type ListedApplication } from './listed-application.js';
import { type ListedStatus, type ListFilter, listSource } from './list-source.js';
import { type Range, readRanges } from './read-ranges.js';

export interface ListQuery {
  /** Ascending. */
  accountIds: string[];
  status: ListedStatus;
  filter?: ListFilter | undefined;
  /** The first item to answer (inclusive); undefined starts at the beginning. */
  start?: { accountId: string; dateSub: string; applicationId: string } | undefined;
  limit: number;
  now: number;
}

// Some databases do not take the parameters of a longer statement.
const ACCOUNTS_A_STATEMENT = 500;

/** With more open applications than this a list is too big (contract section 6). Counting stops there. */
const TOO_BIG = 10_000;

/**
 * A page in the order account, day of creation, id. The keyset is written as separate index ranges: this day from that
 * id on, the later days, the later accounts. They are read one after the other until the page is full. Each is a plain
 * range of the index, so a page costs the same anywhere in the list, however many applications share a day (decision
 * 0006).
 */
export async function listApplications(db: Knex, query: ListQuery): Promise<ListedApplication[]> {
  const { status, filter, limit, now } = query;
  const source = listSource(status, filter);
  return readRanges(db, ranges(query), { source, status, limit, now, keep: !filter });
}

/** Whether the accounts have more than 10,000 incomplete applications, read from the index alone. */
export async function isTooBig(db: Knex, accountIds: string[]): Promise<boolean> {
  const { index, begins } = listSource('incomplete');
  let toSkip = TOO_BIG;
  for (const { sql, bindings } of accountRanges(accountIds)) {
    const text = `select count(*) as seen from (select 1 from applications a ${dialectOf(db).byIndex(index)}
      where ${begins[0]!.sql} and ${sql} limit ${toSkip + 1}) probe`;
    const [row] = await selectRows<{ seen: number }>(db, text, bindings);
    toSkip -= row?.seen ?? 0;
    if (toSkip < 0) return true;
  }
  return false;
}

function ranges({ accountIds, start, filter }: ListQuery): Range[] {
  // An index of a filter is in the order of days only within one account.
  const together = filter ? 1 : ACCOUNTS_A_STATEMENT;
  if (!start) return accountRanges(accountIds, together);
  const later = accountIds.filter((id) => compareEntityIds(id, start.accountId) > 0);
  if (!accountIds.includes(start.accountId)) return accountRanges(later, together);
  const { accountId, dateSub, applicationId } = start;
  return [
    {
      sql: 'a.account_id = ? and a.date_sub = ? and a.id >= ?',
      bindings: [accountId, dateSub, applicationId],
      order: 'a.id',
    },
    { sql: 'a.account_id = ? and a.date_sub > ?', bindings: [accountId, dateSub], order: 'a.date_sub, a.id' },
    ...accountRanges(later, together),
  ];
}

function accountRanges(accountIds: string[], together = ACCOUNTS_A_STATEMENT): Range[] {
  const parts: Range[] = [];
  for (let at = 0; at < accountIds.length; at += together) {
    const bindings = accountIds.slice(at, at + together);
    const sql = bindings.length === 1 ? 'a.account_id = ?' : `a.account_id in (${bindings.map(() => '?').join(', ')})`;
    parts.push({ sql, bindings, order: 'a.account_id, a.date_sub, a.id' });
  }
  return parts;
}
