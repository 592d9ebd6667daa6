import { type Knex } from 'knex';
import { type PrivacyNotice, type PrivacySettings } from '../../engine/privacy/privacy-settings.js';
import { type AccountPrivacyRow } from '../connection/rows/privacy-tables.js';

/** The settings of an account from one change to the next. */
export interface PrivacyVersion extends PrivacySettings {
  /** 1 for the first. */
  version: number;
  changedAt: number;
  changedBy: string;
}

/** What the account says now. Undefined before it has said anything. */
export async function currentPrivacy(db: Knex, accountId: string): Promise<PrivacyVersion | undefined> {
  const row = await db('account_privacy').where({ account_id: accountId }).orderBy('version', 'desc').first();
  return row && fromRow(row);
}

/** What the account said in that version. */
export async function findPrivacy(db: Knex, accountId: string, version: number): Promise<PrivacyVersion | undefined> {
  const row = await db('account_privacy').where({ account_id: accountId, version }).first();
  return row && fromRow(row);
}

/** Adds the next version, in a transaction that has locked the account. */
export async function addPrivacyVersion(
  trx: Knex.Transaction,
  accountId: string,
  { version, notices, asksConsent, retentionDays, keepsScores, changedAt, changedBy }: PrivacyVersion,
): Promise<void> {
  await trx('account_privacy').insert({
    account_id: accountId,
    version,
    notices: JSON.stringify(notices),
    asks_consent: asksConsent,
    retention_days: retentionDays ?? null,
    keeps_scores: keepsScores,
    user_name: changedBy,
    changed_ms: changedAt,
  });
}

/** The accounts whose current settings have a retention, each with its days. */
export async function accountsWithRetention(db: Knex): Promise<{ accountId: string; retentionDays: number }[]> {
  const rows = await db('account_privacy').orderBy('version').select('account_id', 'retention_days');
  const current = new Map(rows.map((row) => [row.account_id, row.retention_days]));
  return [...current].flatMap(([accountId, days]) => (days === null ? [] : [{ accountId, retentionDays: days }]));
}

function fromRow(row: AccountPrivacyRow): PrivacyVersion {
  return {
    version: row.version,
    notices: JSON.parse(row.notices) as Record<string, PrivacyNotice>,
    asksConsent: row.asks_consent === 1,
    retentionDays: row.retention_days ?? undefined,
    keepsScores: row.keeps_scores === 1,
    changedAt: row.changed_ms,
    changedBy: row.user_name,
  };
}
