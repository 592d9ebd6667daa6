import { type Knex } from 'knex';
import { compareEntityIds } from '../../../engine/entity-id.js';
import { dialectOf } from '../../connection/dialect.js';
import { selectTuples } from '../../connection/select-rows.js';
import { both, type Condition, type ListedStatus, type ListSource } from './list-source.js';
import {
  type ListedApplication,
  LISTED_COLUMNS,
  LISTED_JOINS,
  type ListedTuple,
  toListed,
} from './listed-application.js';

/**
 * One range of an index and its order. The order names only the columns that vary: with the others in it, the database
 * would sort the rows.
 */
export interface Range extends Condition {
  order: string;
}

interface ReadOptions {
  source: ListSource;
  status: ListedStatus;
  limit: number;
  now: number;
  /** For lists that are asked for again and again: their rows are kept until something is written. */
  keep: boolean;
}

/**
 * The first `limit` rows of ranges that follow each other. Where the source has several beginnings, a range is of one
 * account and in the order of days.
 */
export async function readRanges(db: Knex, ranges: Range[], options: ReadOptions): Promise<ListedApplication[]> {
  const { status, now } = options;
  // Without the instant the statement is the same for each request, so its rows can be kept until something is written.
  // The statement with the instant is needed only while there are expired rows that are not closed yet.
  const rows = await readUntilFull(db, ranges, options);
  const soundWithout = status !== 'incomplete' || rows.every(({ expiresAt }) => expiresAt > now);
  return soundWithout ? rows : readUntilFull(db, ranges, options, { sql: 'a.expires_ms > ?', bindings: [now] });
}

async function readUntilFull(
  db: Knex,
  ranges: Range[],
  { source: { index, begins }, limit, keep }: ReadOptions,
  open: Condition = { sql: '', bindings: [] },
): Promise<ListedApplication[]> {
  const rows: ListedApplication[] = [];
  for (const range of ranges) {
    const parts = begins.map((begin): Condition => {
      const { sql, bindings } = both(begin, open, range);
      const text = `select ${LISTED_COLUMNS} from applications a ${dialectOf(db).byIndex(index)} ${LISTED_JOINS}
        where ${sql} order by ${range.order} limit ?`;
      return { sql: text, bindings: [...bindings, limit - rows.length] };
    });
    const { sql, bindings } = together(parts);
    const found = (await selectTuples<ListedTuple>(db, sql, bindings, { keep })).map(toListed);
    if (begins.length > 1) found.sort(inOrderOfDays);
    rows.push(...found.slice(0, limit - rows.length));
    if (rows.length >= limit) break;
  }
  return rows;
}

/**
 * All parts as one statement, which sees one state of the database. An application whose state changes between two
 * statements would be found by both or by neither.
 */
function together(parts: Condition[]): Condition {
  if (parts.length === 1) return parts[0]!;
  return {
    sql: parts.map(({ sql }, index) => `select * from (${sql}) part${index}`).join(' union all '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}

function inOrderOfDays(one: ListedApplication, other: ListedApplication): number {
  if (one.dateSub !== other.dateSub) return one.dateSub < other.dateSub ? -1 : 1;
  return compareEntityIds(one.applicationId, other.applicationId);
}
