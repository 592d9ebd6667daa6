import { type Knex } from 'knex';
import { deleteOldest } from '../connection/delete-oldest.js';
import { oldestOf } from '../connection/inspection/oldest-of.js';
import { type BucketKind, BUCKETS } from '../../engine/figures/buckets.js';
import { type MinuteCounts } from '../../engine/figures/minute-counts.js';
import { type BucketColumns, bucketColumns } from '../connection/bucket-columns.js';
import { writeStatement } from '../connection/transaction.js';

/** A process as it tells of itself. */
export interface ProcessIdentity {
  process: string;
  kind: 'gateway' | 'notifier';
  host: string;
  pid: number;
  version: string;
}

/** One minute of one process. Instants in ms. */
export interface GatewayMinute {
  minuteAt: number;
  /** Until when it counted. */
  seenAt: number;
  /** Whether the process ended after that. */
  stopped: boolean;
  counts: MinuteCounts;
}

type CountName = Exclude<keyof MinuteCounts, 'buckets'>;

const COUNT_COLUMNS = {
  requests: 'requests',
  clientErrors: 'client_errors',
  serverErrors: 'server_errors',
  signInsRefused: 'sign_ins_refused',
  signInsThrottled: 'sign_ins_throttled',
  signInsBusy: 'sign_ins_busy',
  delivered: 'delivered',
  retried: 'retried',
  noResponse: 'no_response',
  rejected: 'rejected',
  blocked: 'blocked',
  messagesSent: 'messages_sent',
  messagesFailed: 'messages_failed',
  loopP99Us: 'loop_p99_us',
} as const satisfies Record<CountName, string>;

const COUNTS = Object.keys(COUNT_COLUMNS) as CountName[];
const KINDS = Object.keys(BUCKETS) as BucketKind[];

/**
 * Writes minutes of a process. A minute that it has written before gets the new values, so a write whose success is
 * unknown can be repeated.
 */
export async function writeGatewayMinutes(
  db: Knex,
  identity: ProcessIdentity,
  minutes: readonly GatewayMinute[],
): Promise<void> {
  const rows = minutes.map(({ minuteAt, seenAt, stopped, counts }) => ({
    ...identity,
    minute_ms: minuteAt,
    seen_ms: seenAt,
    stopped,
    ...countColumns(counts),
    ...bucketsAsColumns(counts),
  }));
  await writeStatement(db, (to) => to('gateway_minutes').insert(rows).onConflict(['minute_ms', 'process']).merge());
}

type CountColumns = Record<(typeof COUNT_COLUMNS)[CountName], number>;

const countColumns = (counts: MinuteCounts): CountColumns =>
  Object.fromEntries(COUNTS.map((name) => [COUNT_COLUMNS[name], counts[name]])) as CountColumns;

const bucketsAsColumns = ({ buckets }: MinuteCounts): BucketColumns =>
  Object.fromEntries(
    KINDS.flatMap((kind) => bucketColumns(kind).map((column, index) => [column, buckets[kind][index]!])),
  ) as BucketColumns;

/** The sums of all processes over a span of minutes. */
export interface CountedSpan {
  startsAt: number;
  /** In how many of its minutes a process counted. */
  minutes: number;
  counts: MinuteCounts;
}

// The database adds up, because a week of one process has 10,080 rows. This text is the same for each call.
const SUMS = [
  ...COUNTS.map((name) => `${name === 'loopP99Us' ? 'max' : 'sum'}(${COUNT_COLUMNS[name]}) as ${COUNT_COLUMNS[name]}`),
  ...KINDS.flatMap(bucketColumns).map((column) => `sum(${column}) as ${column}`),
].join();

/**
 * The sums over all processes from one minute until before another, in spans of so many ms, oldest first. A span in
 * which nobody counted is left out.
 */
export async function readGatewayMinutes(
  db: Knex,
  { from, until, stepMs }: { from: number; until: number; stepMs: number },
): Promise<CountedSpan[]> {
  const rows = await db.raw<({ starts_ms: number; minutes: number } & CountColumns & BucketColumns)[]>(
    `select minute_ms - minute_ms % ${stepMs} as starts_ms, count(distinct minute_ms) as minutes, ${SUMS}
       from gateway_minutes where minute_ms >= ? and minute_ms < ? group by starts_ms order by starts_ms`,
    [from, until],
  );
  return rows.map((row) => ({ startsAt: row.starts_ms, minutes: row.minutes, counts: toCounts(row) }));
}

function toCounts(row: CountColumns & BucketColumns): MinuteCounts {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, row[COUNT_COLUMNS[name]]])) as Record<
    CountName,
    number
  >;
  const of = (kind: BucketKind): number[] => bucketColumns(kind).map((column) => row[column]);
  return { ...counts, buckets: { request: of('request'), attempt: of('attempt'), lateness: of('lateness') } };
}

export interface SeenProcess extends ProcessIdentity {
  seenAt: number;
  stopped: boolean;
}

/** The processes that have counted a minute since then, each as it was seen last, the latest first. */
export async function seenProcesses(db: Knex, since: number): Promise<SeenProcess[]> {
  const rows = await db('gateway_minutes')
    .where('minute_ms', '>=', since)
    .orderBy('minute_ms', 'desc')
    .select('process', 'kind', 'host', 'pid', 'version', 'seen_ms', 'stopped');
  const last = new Map<string, SeenProcess>();
  for (const { seen_ms: seenAt, stopped, ...identity } of rows) {
    if (!last.has(identity.process)) last.set(identity.process, { ...identity, seenAt, stopped: stopped === 1 });
  }
  return [...last.values()].sort((one, other) => other.seenAt - one.seenAt);
}

/** The oldest minute of a process, ms. */
export function oldestMinute(db: Knex): Promise<number | undefined> {
  return oldestOf(db, 'gateway_minutes', 'minute_ms');
}

/** Deletes minutes before that instant, of processes and of queues, a batch of each. Answers how many. */
export async function forgetMinutes(db: Knex, before: number): Promise<number> {
  const ofProcesses = await deleteOldest(db, 'gateway_minutes', 'minute_ms', before);
  return ofProcesses + (await deleteOldest(db, 'queue_minutes', 'minute_ms', before));
}
