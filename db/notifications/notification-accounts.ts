import { type Knex } from 'knex';
import { openSecret, sealSecret } from '../connection/sealed-columns.js';
import { type EntityId } from '../../engine/entity-id.js';
import { fingerprintOf } from '../../engine/notification/signing-secret.js';

export interface NotificationAccount {
  /** Nothing is sent, and nothing is dropped. */
  paused: boolean;
  /** Must never be shown. There are several while one is being replaced, and each signs. */
  readonly signingSecrets: string[];
}

/** The notification settings of an account. An account without settings is not paused and does not sign. */
export async function notificationAccount(db: Knex, accountId: EntityId): Promise<NotificationAccount> {
  const row = await db('notification_accounts').where({ account_id: accountId }).first('paused', 'signing_secrets');
  return {
    paused: Boolean(row?.paused),
    // Opened only when they are needed, as the config of an account is.
    get signingSecrets() {
      return readSigningSecrets(db, accountId, row?.signing_secrets ?? null);
    },
  };
}

/** The secrets in a stored column. An account without settings has none. */
export function readSigningSecrets(db: Knex, accountId: EntityId, stored: string | null): string[] {
  return stored === null ? [] : (JSON.parse(openSecret(db, 'signingSecrets', [accountId], stored)) as string[]);
}

/** Holds an account's notifications back, or lets them go. */
export async function setNotificationsPaused(
  trx: Knex.Transaction,
  accountId: EntityId,
  paused: boolean,
): Promise<void> {
  await trx('notification_accounts')
    .insert({ account_id: accountId, paused, signing_secrets: noSecrets(trx, accountId) })
    .onConflict('account_id')
    .merge(['paused']);
}

/** The last test notification of an account. */
export interface LastTest {
  /** When it was sent, ms. */
  at: number;
  /** The status that came back; null without a response. */
  status: number | null;
  /** Why there was no response. It is without the account's secrets. */
  fault: string | null;
}

/** The last test notification of an account, if one was sent. */
export async function lastTest(db: Knex, accountId: EntityId): Promise<LastTest | undefined> {
  const row = await db('notification_accounts')
    .where({ account_id: accountId })
    .first('tested_ms', 'test_status', 'test_fault');
  const at = row?.tested_ms ?? null;
  return at === null ? undefined : { at, status: row!.test_status, fault: row!.test_fault };
}

/** Keeps what came of a test notification, unless a later one is kept. The caller has locked the account. */
export async function keepLastTest(
  trx: Knex.Transaction,
  accountId: EntityId,
  { at, status, fault }: LastTest,
): Promise<void> {
  if (((await lastTest(trx, accountId))?.at ?? 0) > at) return;
  const test = { tested_ms: at, test_status: status, test_fault: fault?.slice(0, 190) ?? null };
  await trx('notification_accounts')
    .insert({ account_id: accountId, paused: false, signing_secrets: noSecrets(trx, accountId), ...test })
    .onConflict('account_id')
    .merge(['tested_ms', 'test_status', 'test_fault']);
}

const noSecrets = (trx: Knex.Transaction, accountId: EntityId): string =>
  sealSecret(trx, 'signingSecrets', [accountId], '[]');

/** When secrets were added, ms, by fingerprint. It is not known of those added before it was recorded. */
export type SecretDates = Readonly<Record<string, number>>;

/** When the secrets of an account were added. */
async function secretDates(db: Knex, accountId: EntityId): Promise<SecretDates> {
  const row = await db('notification_accounts').where({ account_id: accountId }).first('secrets_added');
  return JSON.parse(row?.secrets_added ?? '{}') as SecretDates;
}

/** Replaces the secrets that sign an account's notifications, and their dates. Without any they are sent unsigned. */
export async function saveSigningSecrets(
  trx: Knex.Transaction,
  accountId: EntityId,
  secrets: string[],
  dates: SecretDates = {},
): Promise<void> {
  const signing = {
    signing_secrets: sealSecret(trx, 'signingSecrets', [accountId], JSON.stringify(secrets)),
    secrets_added: JSON.stringify(dates),
  };
  await trx('notification_accounts')
    .insert({ account_id: accountId, paused: false, ...signing })
    .onConflict('account_id')
    .merge(['signing_secrets', 'secrets_added']);
}

/** So many, so that one can be replaced without a gap. */
export const MAX_SIGNING_SECRETS = 3;

/** A signing secret as it may be shown: the secret itself is not in it. */
export interface ListedSecret {
  fingerprint: string;
  /** Ms; undefined if it was added before that was recorded. */
  addedAt: number | undefined;
}

/** Lists the signing secrets of an account, the oldest first, which is the order of the signatures. */
export async function listSigningSecrets(db: Knex, accountId: string): Promise<ListedSecret[]> {
  const { signingSecrets } = await notificationAccount(db, accountId);
  const dates = await secretDates(db, accountId);
  return signingSecrets.map((secret) => {
    const fingerprint = fingerprintOf(secret);
    return { fingerprint, addedAt: dates[fingerprint] };
  });
}

/** Adds one more secret to sign with. The caller has locked the account, and the secret is well-formed. */
export async function addSigningSecret(
  trx: Knex.Transaction,
  accountId: string,
  { secret, now }: { secret: string; now: number },
): Promise<'added' | 'known' | 'full'> {
  const { signingSecrets } = await notificationAccount(trx, accountId);
  if (signingSecrets.includes(secret)) return 'known';
  if (signingSecrets.length >= MAX_SIGNING_SECRETS) return 'full';
  const dates = { ...(await secretDates(trx, accountId)), [fingerprintOf(secret)]: now };
  await saveSigningSecrets(trx, accountId, [...signingSecrets, secret], dates);
  return 'added';
}

/** Removes a secret, and answers how many are left. Undefined if there is no such secret. The account is locked. */
export async function removeSigningSecret(
  trx: Knex.Transaction,
  accountId: string,
  fingerprint: string,
): Promise<number | undefined> {
  const { signingSecrets } = await notificationAccount(trx, accountId);
  const kept = signingSecrets.filter((secret) => fingerprintOf(secret) !== fingerprint);
  if (kept.length === signingSecrets.length) return undefined;
  const { [fingerprint]: _, ...dates } = await secretDates(trx, accountId);
  await saveSigningSecrets(trx, accountId, kept, dates);
  return kept.length;
}
