import { type Knex } from 'knex';
import { type EntityId } from '../engine/entity-id.js';
import { dialectOf } from './dialect.js';
import { writeTransaction } from './transaction.js';

export interface ClaimOptions {
  /** How many more of an account may be under way in this process; 0 holds its rows back. */
  freeSlots(accountId: EntityId): number;
  /** How many more in all. */
  limit: number;
  leaseMs: number;
  /** Fresh for each claim: every later write asks for it, so a claimer that was too slow writes nothing. */
  token: string;
  /** The account served last; the round begins behind it, so that nobody is always first. */
  after: EntityId | undefined;
}

export interface ClaimedNotification {
  notificationId: EntityId;
  applicationId: EntityId;
  accountId: EntityId;
  token: string;
  /** Claims since an attempt was last recorded, this one included. */
  claims: number;
  /** Attempts recorded before. */
  attempts: number;
  payload: string;
  appUrl: string | undefined;
  /** The account's config string of this moment. */
  config: string;
  signingSecrets: string[];
  firstStartedAt: number | undefined;
  expiresAt: number;
  /** How long it had been due, ms by the database's clock. */
  lateMs: number;
}

/**
 * Takes due notifications for this process: a fresh token and a lease, which is nothing but a later due time. Rows that
 * another claimer is just taking are passed over. HTTP happens after this transaction, never in it.
 */
export async function claimNotifications(db: Knex, options: ClaimOptions): Promise<ClaimedNotification[]> {
  const accounts = inRotation(await dueAccounts(db), options.after);
  if (accounts.length === 0 || options.limit <= 0) return [];
  const late = await writeTransaction(db, (trx) => take(trx, accounts, options));
  return late.size === 0 ? [] : readClaimed(db, late, options.token);
}

/** Accounts that are not paused and have a due row, by id: a few index seeks an account, however long the queue is. */
async function dueAccounts(db: Knex): Promise<EntityId[]> {
  const { leastOfEach, nowMs } = dialectOf(db);
  const rows = (await db.raw(`
    select head.account_id from (${leastOfEach('notification_queue', 'account_id', 'due_ms')}) head
      left join notification_accounts setting on setting.account_id = head.account_id
     where head.least <= ${nowMs} and coalesce(setting.paused, 0) = 0
     order by head.account_id`)) as { account_id: EntityId }[];
  return rows.map((row) => row.account_id);
}

function inRotation(accounts: EntityId[], after: EntityId | undefined): EntityId[] {
  const at = after === undefined ? -1 : accounts.indexOf(after);
  return [...accounts.slice(at + 1), ...accounts.slice(0, at + 1)];
}

async function take(
  trx: Knex.Transaction,
  accounts: EntityId[],
  { freeSlots, limit, leaseMs, token }: ClaimOptions,
): Promise<Map<EntityId, number>> {
  const { nowMs, skipLocked } = dialectOf(trx);
  const late = new Map<EntityId, number>();
  for (const accountId of accounts) {
    const slots = Math.min(freeSlots(accountId), limit - late.size);
    if (slots <= 0) continue;
    const rows = (await trx.raw(
      `select notification_id, ${nowMs} - due_ms as late_ms from notification_queue
        where account_id = ? and due_ms <= ${nowMs} order by due_ms limit ? ${skipLocked}`,
      [accountId, slots],
    )) as { notification_id: EntityId; late_ms: number }[];
    for (const row of rows) late.set(row.notification_id, row.late_ms);
  }
  if (late.size > 0) {
    await trx('notification_queue')
      .whereIn('notification_id', [...late.keys()])
      .update({ due_ms: trx.raw(`${nowMs} + ?`, [leaseMs]), token, claims: trx.raw('claims + 1') });
  }
  return late;
}

interface ClaimedRow {
  notification_id: EntityId;
  application_id: EntityId;
  account_id: EntityId;
  claims: number;
  attempts: number;
  payload: string;
  app_url: string | null;
  config: string;
  signing_secrets: string | null;
  first_started_ms: number | null;
  expires_ms: number;
}

async function readClaimed(db: Knex, late: Map<EntityId, number>, token: string): Promise<ClaimedNotification[]> {
  const rows = (await db('notification_queue as q')
    .join('notifications as n', 'n.id', 'q.notification_id')
    .join('applications as a', 'a.id', 'n.application_id')
    .join('accounts as c', 'c.id', 'n.account_id')
    .leftJoin('notification_accounts as s', 's.account_id', 'n.account_id')
    .whereIn('q.notification_id', [...late.keys()])
    .where('q.token', token)
    .select(
      'q.notification_id',
      'n.application_id',
      'n.account_id',
      'q.claims',
      'n.attempts',
      'n.payload',
      'a.app_url',
      'c.config',
      's.signing_secrets',
      'n.first_started_ms',
      'a.expires_ms',
    )) as ClaimedRow[];
  return rows.map((row) => ({
    notificationId: row.notification_id,
    applicationId: row.application_id,
    accountId: row.account_id,
    token,
    claims: row.claims,
    attempts: row.attempts,
    payload: row.payload,
    appUrl: row.app_url ?? undefined,
    config: row.config,
    signingSecrets: JSON.parse(row.signing_secrets ?? '[]') as string[],
    firstStartedAt: row.first_started_ms ?? undefined,
    expiresAt: row.expires_ms,
    lateMs: late.get(row.notification_id) ?? 0,
  }));
}
