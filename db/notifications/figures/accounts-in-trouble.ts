import { type Knex } from 'knex';
import { type EntityId } from '../../../engine/entity-id.js';
import { dialectOf } from '../../connection/dialect.js';
import { NOTIFICATION_CHANNELS } from '../notifications.js';

/** An account whose notifications come late, or fail. */
export interface AccountInTrouble {
  accountId: EntityId;
  name: string;
  /** How long its oldest notification has been due, ms; 0 when none is due. */
  oldestDueAgeMs: number;
  /** How many of its next hundred notifications have been tried without success. */
  failing: number;
  /** The newest attempt of those. */
  last?: { startedAt: number; status: number | undefined; fault: string | undefined; totalMs: number };
}

const LATE_MS = 60_000;
// Of each of these accounts the next hundred notifications are looked at. That is some ms, and many consoles ask.
const LOOKED_AT = 40;
const SHOWN = 20;
const NEXT = `(select notification_id, account_id from notification_queue
  where channel = ${NOTIFICATION_CHANNELS.endpoint} and account_id = ? order by due_ms limit 100) q
  join notifications n on n.id = q.notification_id`;

/**
 * Accounts that are not paused and have notifications which are over a minute late or were tried without success, 20 at
 * most, the latest first. It reads the queue as it is now, by its own indexes, and not its history.
 */
export async function accountsInTrouble(db: Knex): Promise<AccountInTrouble[]> {
  const heads = await headsOfQueue(db);
  const failing = await failingOf(
    db,
    heads.map((head) => head.account_id),
  );
  const found = heads
    .map(({ account_id: accountId, name, age }) => ({
      accountId,
      name,
      oldestDueAgeMs: Math.max(0, age),
      failing: failing.get(accountId) ?? 0,
    }))
    .filter((one) => one.oldestDueAgeMs > LATE_MS || one.failing > 0)
    .sort((one, other) => other.oldestDueAgeMs - one.oldestDueAgeMs || other.failing - one.failing)
    .slice(0, SHOWN);
  const last = await lastAttemptsOf(
    db,
    found.filter((one) => one.failing > 0).map((one) => one.accountId),
  );
  return found.map((one) => ({ ...one, ...last.get(one.accountId) }));
}

/** The accounts whose next notification is due first. */
async function headsOfQueue(db: Knex): Promise<{ account_id: EntityId; name: string; age: number }[]> {
  const { leastOfEach, nowMs } = dialectOf(db);
  const columns = { fixed: 'channel', is: NOTIFICATION_CHANNELS.endpoint, key: 'account_id', value: 'due_ms' };
  return db.raw(`
    select head.account_id, a.name, ${nowMs} - head.least as age
      from (${leastOfEach('notification_queue', columns)}) head
      join accounts a on a.id = head.account_id
      left join notification_accounts setting on setting.account_id = head.account_id
     where coalesce(setting.paused, 0) = 0
     order by head.least limit ${LOOKED_AT}`);
}

async function failingOf(db: Knex, accountIds: EntityId[]): Promise<Map<EntityId, number>> {
  if (accountIds.length === 0) return new Map();
  const ofOne = `select q.account_id, count(*) as failing from ${NEXT} where n.attempts > 0 group by q.account_id`;
  const text = dialectOf(db).unionAll(accountIds.map(() => ofOne));
  const rows = await db.raw<{ account_id: EntityId; failing: number }[]>(text, accountIds);
  return new Map(rows.map((row) => [row.account_id, row.failing]));
}

interface LastRow {
  account_id: EntityId;
  started_ms: number;
  status: number | null;
  fault: string | null;
  total_ms: number;
}

async function lastAttemptsOf(
  db: Knex,
  accountIds: EntityId[],
): Promise<Map<EntityId, Pick<AccountInTrouble, 'last'>>> {
  if (accountIds.length === 0) return new Map();
  const ofOne = `select q.account_id, t.started_ms, t.status, t.fault, t.total_ms from ${NEXT}
    join notification_attempts t on t.notification_id = n.id and t.number = n.attempts
    order by t.started_ms desc limit 1`;
  const text = dialectOf(db).unionAll(accountIds.map(() => ofOne));
  const rows = await db.raw<LastRow[]>(text, accountIds);
  return new Map(
    rows.map(({ account_id: accountId, started_ms: startedAt, total_ms: totalMs, status, fault }) => [
      accountId,
      { last: { startedAt, status: status ?? undefined, fault: fault ?? undefined, totalMs } },
    ]),
  );
}
