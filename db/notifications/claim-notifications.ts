import { type Knex } from 'knex';
import { type EntityId } from '../../engine/entity-id.js';
import { dialectOf } from '../connection/dialect.js';
import {
  NOTIFICATION_CHANNELS,
  NOTIFICATION_KINDS,
  type NotificationChannel,
  type NotificationKind,
} from './notifications.js';
import { readSigningSecrets } from './notification-accounts.js';
import { openSecret } from '../connection/sealed-columns.js';
import { writeTransaction } from '../connection/transaction.js';

// One statement for each account costs a round trip for each. One statement for very many accounts locks more rows than
// the claim can take.
const ASKED_TOGETHER = 32;
// The lease is 20 s longer than an attempt, and the commit may use some of that.
const TAKEN_WITHIN_MS = 10_000;

export interface ClaimOptions {
  channel: NotificationChannel;
  /** The accounts that may have something due. Those in front are served first. */
  accounts: readonly EntityId[];
  /** How many more notifications of an account this process may send; 0 leaves its rows alone. */
  freeSlots(accountId: EntityId): number;
  /** How many more notifications may be taken in all. */
  limit: number;
  leaseMs: number;
  /** New for each claim. Every later write checks it, so a claimer that was too slow writes nothing. */
  token: string;
}

export interface ClaimedNotification {
  notificationId: EntityId;
  kind: NotificationKind;
  applicationId: EntityId;
  accountId: EntityId;
  token: string;
  /** The number of claims since an attempt was last recorded, this one included. */
  claims: number;
  /** The number of attempts recorded before. */
  attempts: number;
  payload: string;
  appUrl: string | undefined;
  /** The account's config string at the time of the claim. */
  config: string;
  signingSecrets: string[];
  /** Why config and secrets can't be read. They are empty then. */
  fault?: string;
  firstStartedAt: number | undefined;
  expiresAt: number;
  /** Whether it is a reminder of an invitation that was sent before. */
  isReminder: boolean;
  /** How long it had been due by the database's clock, ms. */
  lateMs: number;
}

/**
 * Takes due notifications for this process by a new token and a lease (a later due time). It skips rows that another
 * claimer is taking. HTTP happens after this transaction, never in it.
 *
 * A claim that fails or takes too long takes nothing: the rows stay due for the next claim.
 */
export async function claimNotifications(db: Knex, options: ClaimOptions): Promise<ClaimedNotification[]> {
  if (options.limit <= 0) return [];
  const accounts = options.accounts.filter((accountId) => options.freeSlots(accountId) > 0);
  if (accounts.length === 0) return [];
  let toCommit: EntityId[] = [];
  try {
    return await writeTransaction(db, async (trx) => {
      const begunAt = performance.now();
      const late = await findDue(trx, accounts, options);
      const ids = [...late.keys()];
      if (ids.length === 0) return [];
      await takeRows(trx, ids, options);
      // This is read before the commit. Afterwards it would have to wait for a connection of its own.
      const claimed = await readClaimed(trx, late, options.token);
      if (performance.now() - begunAt > TAKEN_WITHIN_MS) throw new Error('The claim took too long.');
      toCommit = ids;
      return claimed;
    });
  } catch (error) {
    // The commit may have taken effect. If this fails as well, the lease runs out.
    if (toCommit.length > 0) await giveBack(db, toCommit, options.token).catch(() => undefined);
    throw error;
  }
}

/** Takes those that are still due. An engine may have passed over SKIP LOCKED without a word. */
async function takeRows(
  trx: Knex.Transaction,
  ids: EntityId[],
  { leaseMs, token }: Pick<ClaimOptions, 'leaseMs' | 'token'>,
): Promise<void> {
  const { nowMs } = dialectOf(trx);
  await trx('notification_queue')
    .whereIn('notification_id', ids)
    .where('due_ms', '<=', trx.raw(nowMs))
    .update({ due_ms: trx.raw(`${nowMs} + ?`, [leaseMs]), token, claims: trx.raw('claims + 1') });
}

/** Makes the rows of that token due again, as if nobody had claimed them. */
async function giveBack(db: Knex, ids: EntityId[], token: string): Promise<void> {
  await writeTransaction(db, (trx) =>
    trx('notification_queue')
      .whereIn('notification_id', ids)
      .where({ token })
      .update({ due_ms: trx.raw(dialectOf(trx).nowMs), token: null, claims: trx.raw('claims - 1') }),
  );
}

const NOT_PAUSED = ' and not exists (select 1 from notification_accounts where account_id = ? and paused = 1)';

/** Locks the oldest due rows of each account, as many as there are free slots. Answers how late each row is, ms. */
async function findDue(
  trx: Knex.Transaction,
  accounts: EntityId[],
  { channel, freeSlots, limit }: ClaimOptions,
): Promise<Map<EntityId, number>> {
  const { nowMs, skipLocked, unionAll } = dialectOf(trx);
  // The pause is checked here, because an account may have been paused since somebody looked.
  const ofPaused = channel === 'endpoint' ? NOT_PAUSED : '';
  const ofOne = `select notification_id, ${nowMs} - due_ms as late_ms from notification_queue
    where channel = ${NOTIFICATION_CHANNELS[channel]} and account_id = ? and due_ms <= ${nowMs}${ofPaused}
    order by due_ms limit ? ${skipLocked}`;
  const late = new Map<EntityId, number>();
  for (let from = 0; from < accounts.length && late.size < limit; from += ASKED_TOGETHER) {
    const some = accounts.slice(from, from + ASKED_TOGETHER);
    const left = limit - late.size;
    const bindings = some.flatMap((accountId) => [
      ...(ofPaused ? [accountId, accountId] : [accountId]),
      Math.min(freeSlots(accountId), left),
    ]);
    const text = unionAll(some.map(() => ofOne));
    const rows = await trx.raw<{ notification_id: EntityId; late_ms: number }[]>(text, bindings);
    for (const row of rows.slice(0, left)) late.set(row.notification_id, row.late_ms);
  }
  return late;
}

const KIND_NAMES = Object.keys(NOTIFICATION_KINDS) as NotificationKind[];

interface ClaimedRow {
  notification_id: EntityId;
  kind: number;
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
  sent_ms: number | null;
}

async function readClaimed(
  trx: Knex.Transaction,
  late: Map<EntityId, number>,
  token: string,
): Promise<ClaimedNotification[]> {
  const rows = (await trx('notification_queue as q')
    .join('notifications as n', 'n.id', 'q.notification_id')
    .join('applications as a', 'a.id', 'n.application_id')
    .join('accounts as c', 'c.id', 'n.account_id')
    .leftJoin('notification_accounts as s', 's.account_id', 'n.account_id')
    .whereIn('q.notification_id', [...late.keys()])
    .where('q.token', token)
    .select(
      'q.notification_id',
      'n.kind',
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
      'n.sent_ms',
    )) as ClaimedRow[];
  return rows.map((row) => ({
    notificationId: row.notification_id,
    kind: KIND_NAMES.find((name) => NOTIFICATION_KINDS[name] === row.kind)!,
    applicationId: row.application_id,
    accountId: row.account_id,
    token,
    claims: row.claims,
    attempts: row.attempts,
    payload: row.payload,
    appUrl: row.app_url ?? undefined,
    ...openSecrets(trx, row),
    firstStartedAt: row.first_started_ms ?? undefined,
    expiresAt: row.expires_ms,
    isReminder: row.sent_ms !== null,
    lateMs: late.get(row.notification_id) ?? 0,
  }));
}

/** What does not open must not hold up the notifications of the other accounts. */
function openSecrets(
  trx: Knex,
  { account_id: accountId, ...row }: ClaimedRow,
): Pick<ClaimedNotification, 'config' | 'signingSecrets' | 'fault'> {
  try {
    return {
      config: openSecret(trx, 'config', [accountId], row.config),
      signingSecrets: readSigningSecrets(trx, accountId, row.signing_secrets),
    };
  } catch {
    return { config: '', signingSecrets: [], fault: "the account's config cannot be decrypted" };
  }
}
