import { type Knex } from 'knex';
import { type ApplicationField, parseFields } from '../../../engine/application/application-fields.js';
import { type ApplicationStatus, applicationStatus } from '../../../engine/application/application-status.js';
import { compareEntityIds, type EntityId } from '../../../engine/entity-id.js';
import { dialectOf } from '../../connection/dialect.js';
import { type Integer, selectTuples } from '../../connection/select-rows.js';
import { both, type Condition, type ListFilter, listSource, rowCondition } from './list-source.js';
import { type Range } from './read-ranges.js';
import { storedSpellings } from './stored-spellings.js';

/** Which applications an operator looks at, on whatever account. */
export interface NewestFilter extends ListFilter {
  accountId?: EntityId | undefined;
  status?: ApplicationStatus | undefined;
}

/** The place where a page starts. The application named is the first one (inclusive). */
export interface ApplicationPlace {
  dateSub: string;
  applicationId: EntityId;
}

export interface NewestApplication {
  applicationId: EntityId;
  accountId: EntityId;
  accountName: string;
  positionId: EntityId;
  positionName: string;
  fields: ApplicationField[];
  candidateEmail: string | undefined;
  reference: string | undefined;
  dateSub: string;
  status: ApplicationStatus;
  createdAt: number;
  expiresAt: number;
  completedAt: number | undefined;
}

export interface NewestApplicationsPage {
  applications: NewestApplication[];
  next: ApplicationPlace | undefined;
}

/** A page of all accounts looks at this many applications when some of them do not match. */
export const LOOKED_AT = 10_000;

type Tuple = [
  id: Integer,
  accountId: Integer,
  accountName: string,
  positionId: Integer,
  positionName: string,
  fields: string,
  candidateEmail: string | null,
  reference: string | null,
  dateSub: string,
  state: Integer,
  createdAt: Integer,
  expiresAt: Integer,
  completedAt: Integer | null,
];

const COLUMNS = `a.id, a.account_id, c.name, a.position_id, p.aname, a.fields, a.candidate_email, a.reference, a.date_sub,
  a.state, a.created_ms, a.expires_ms, a.completed_ms`;
const JOINS = 'left join accounts c on c.id = a.account_id left join positions p on p.id = a.position_id';

interface Query {
  filter: NewestFilter;
  start?: ApplicationPlace | undefined;
  limit: number;
  now: number;
}

/** How a list is read: by an index, from its beginnings, in ranges one after the other. */
interface Plan {
  /** Empty for the primary key. */
  index: string;
  begins: Condition[];
  ranges: Range[];
  /** What is checked on each row. */
  rest: Condition;
}

/**
 * A page of the applications that match, the newest first. Of one account each page is a range of an index. Of all
 * accounts the order is that of the ids, and a page looks at a limited number of applications. So it may then have
 * fewer than `limit`, or none, and still not be the last page (decision 0040).
 */
export async function newestApplications(db: Knex, query: Query): Promise<NewestApplicationsPage> {
  const { filter, limit, now } = query;
  const plan = filter.accountId === undefined ? planOfAll(query) : planOfAccount(filter.accountId, query);
  const looked = filter.accountId === undefined && plan.rest.sql !== '' ? await endOfLook(db, plan) : undefined;
  const found: NewestApplication[] = [];
  for (const range of plan.ranges) {
    const parts = plan.begins.map((begin): Condition => {
      const { sql, bindings } = both(begin, range, looked?.beyond ?? NOTHING, plan.rest);
      const text = `select ${COLUMNS} from applications a ${hint(db, plan)} ${JOINS}
        ${sql === '' ? '' : `where ${sql}`} order by ${range.order} limit ${limit + 1}`;
      return { sql: `select * from (${text})`, bindings };
    });
    const text = parts.map(({ sql }, part) => `${sql} part${part}`).join(' union all ');
    const bindings = parts.flatMap((part) => part.bindings);
    const rows = (await selectTuples<Tuple>(db, text, bindings)).map((tuple) => toNewest(tuple, now));
    found.push(...rows.sort(filter.accountId === undefined ? newestId : newestDay));
    if (found.length > limit) break;
  }
  return { applications: found.slice(0, limit), next: found[limit] ?? looked?.next };
}

// The order of ids does not ask for the day of a place.
const ANY_DAY = '1970-01-01';
const NOTHING: Condition = { sql: '', bindings: [] };

/** An account's list is in the order of days, as its indexes are. */
function planOfAccount(accountId: EntityId, { filter, start, now }: Query): Plan {
  const { index, begins } = listSource(filter.status ?? 'all', filter);
  const ofAccount = (order: string, sql = '', ...bindings: string[]): Range => ({
    sql: `a.account_id = ?${sql}`,
    bindings: [accountId, ...bindings],
    order,
  });
  const byDay = 'a.date_sub desc, a.id desc';
  const ranges = start
    ? [
        ofAccount('a.id desc', ' and a.date_sub = ? and a.id <= ?', start.dateSub, start.applicationId),
        ofAccount(byDay, ' and a.date_sub < ?', start.dateSub),
      ]
    : [ofAccount(byDay)];
  return { index, begins, ranges, rest: stillOpen(filter, now) };
}

function planOfAll({ filter, start, now }: Query): Plan {
  const { email, ...others } = filter;
  const rest = both(rowCondition(filter.status ?? 'all', others), stillOpen(filter, now));
  const range = start ? { sql: 'a.id <= ?', bindings: [start.applicationId] } : NOTHING;
  const ranges = [{ ...range, order: 'a.id desc' }];
  if (email === undefined) return { index: '', begins: [NOTHING], ranges, rest };
  const begins = storedSpellings(email).map((one) => ({ sql: 'a.candidate_email = ?', bindings: [one] }));
  return { index: 'applications_by_address', begins, ranges, rest };
}

// An application that is past its time is closed a little later, and until then it still has the state of an open one.
function stillOpen({ status }: NewestFilter, now: number): Condition {
  return status === 'incomplete' ? { sql: 'a.expires_ms > ?', bindings: [now] } : NOTHING;
}

/** Where a page stops looking, and where the next one goes on. Undefined when it can look at all the rest. */
async function endOfLook(db: Knex, plan: Plan): Promise<{ beyond: Condition; next: ApplicationPlace } | undefined> {
  const ends: EntityId[] = [];
  for (const begin of plan.begins) {
    const { sql, bindings } = both(begin, plan.ranges[0]!);
    const text = `select a.id from applications a ${hint(db, plan)} ${sql === '' ? '' : `where ${sql}`}
      order by a.id desc limit 1 offset ${LOOKED_AT}`;
    for (const [id] of await selectTuples<[id: Integer]>(db, text, bindings)) ends.push(String(id));
  }
  const end = ends.sort(compareEntityIds).at(-1);
  if (end === undefined) return undefined;
  return { beyond: { sql: 'a.id > ?', bindings: [end] }, next: { dateSub: ANY_DAY, applicationId: end } };
}

function hint(db: Knex, { index }: Plan): string {
  const dialect = dialectOf(db);
  return index === '' ? dialect.byPrimaryKey : dialect.byIndex(index);
}

const newestId = (one: NewestApplication, other: NewestApplication): number =>
  compareEntityIds(other.applicationId, one.applicationId);

function newestDay(one: NewestApplication, other: NewestApplication): number {
  if (one.dateSub !== other.dateSub) return one.dateSub < other.dateSub ? 1 : -1;
  return newestId(one, other);
}

function toNewest(tuple: Tuple, now: number): NewestApplication {
  const [id, accountId, accountName, positionId, positionName, fields, candidateEmail, reference, dateSub] = tuple;
  const [state, createdAt, expiresAt] = tuple.slice(9).map(Number) as [number, number, number];
  const completedAt = tuple[12];
  return {
    applicationId: String(id),
    accountId: String(accountId),
    accountName,
    positionId: String(positionId),
    positionName,
    fields: parseFields(fields),
    candidateEmail: candidateEmail ?? undefined,
    reference: reference ?? undefined,
    dateSub,
    status: applicationStatus({ state, expiresAt }, now),
    createdAt,
    expiresAt,
    completedAt: completedAt === null ? undefined : Number(completedAt),
  };
}
