import { type Knex } from 'knex';
import { dialectOf } from '../../connection/dialect.js';
import { type Integer, selectTuples } from '../../connection/select-rows.js';
import { type ListedApplication } from './listed-application.js';
import { type ListedStatus, type ListFilter, rowCondition } from './list-source.js';
import { type Range, readRanges } from './read-ranges.js';

export interface UpdatePlace {
  updatedAt: number;
  applicationId: string;
}

export interface UpdatedQuery {
  accountId: string;
  status: ListedStatus;
  filter?: ListFilter | undefined;
  /** The first item to answer (inclusive). */
  start: UpdatePlace;
  limit: number;
  now: number;
}

export interface UpdatedPage {
  applications: ListedApplication[];
  /** The start of the next page; undefined on the last page. */
  next: UpdatePlace | undefined;
}

const INDEX = 'applications_by_update';

/** With a filter, a page looks at this many changes, or at twice as many where they share an instant. */
export const CHANGES_A_PAGE = 10_000;

/**
 * A page of one account, in the order of last change, then id. With a filter, the changes after `start` are looked
 * through one by one, a limited number for a page. So such a page may have fewer items than its limit, or none, and
 * still not be the last one. Indexes by filter and last change would have to be written at each change (decision 0032).
 */
export async function listUpdatedApplications(db: Knex, query: UpdatedQuery): Promise<UpdatedPage> {
  const { status, filter, limit, now } = query;
  const end = filter && (await endOfWindow(db, query));
  const source = { index: INDEX, begins: [rowCondition(status, filter)] };
  const options = { source, status, limit: limit + 1, now, keep: !filter };
  const found = await readRanges(db, changes(query, end), options);
  const more = found[limit];
  return {
    applications: found.slice(0, limit),
    next: more ? { updatedAt: more.updatedAt, applicationId: more.applicationId } : end,
  };
}

/** The first change that a page does not look at any more. Undefined when it can look at all the rest. */
async function endOfWindow(db: Knex, query: UpdatedQuery): Promise<UpdatePlace | undefined> {
  for (const { sql, bindings, order } of changes(query)) {
    const text = `select a.updated_ms, a.id from applications a ${dialectOf(db).byIndex(INDEX)}
      where ${sql} order by ${order} limit 1 offset ${CHANGES_A_PAGE}`;
    const [tuple] = await selectTuples<[updatedAt: Integer, id: Integer]>(db, text, bindings);
    if (tuple) return { updatedAt: Number(tuple[0]), applicationId: String(tuple[1]) };
  }
  return undefined;
}

/** The changes from the start on, up to the end (exclusive), as plain ranges of the index. */
function changes({ accountId, start }: UpdatedQuery, end?: UpdatePlace): Range[] {
  const here = { sql: 'a.account_id = ? and a.updated_ms = ? and a.id >= ?', order: 'a.id' };
  const first = { ...here, bindings: [accountId, start.updatedAt, start.applicationId] };
  if (end?.updatedAt === start.updatedAt) {
    return [{ ...first, sql: `${here.sql} and a.id < ?`, bindings: [...first.bindings, end.applicationId] }];
  }
  const later = { sql: 'a.account_id = ? and a.updated_ms > ?', order: 'a.updated_ms, a.id' };
  if (!end) return [first, { ...later, bindings: [accountId, start.updatedAt] }];
  return [
    first,
    { ...later, sql: `${later.sql} and a.updated_ms < ?`, bindings: [accountId, start.updatedAt, end.updatedAt] },
    {
      sql: 'a.account_id = ? and a.updated_ms = ? and a.id < ?',
      bindings: [accountId, end.updatedAt, end.applicationId],
      order: 'a.id',
    },
  ];
}
