import { type Knex } from 'knex';
import { type StoredApplication } from '../../../../db/applications/applications.js';
import { currentPrivacy } from '../../../../db/privacy/account-privacy.js';
import { findConsent } from '../../../../db/privacy/consents.js';
import { type PrivacySettings } from '../../../../engine/privacy/privacy-settings.js';

/** What a candidate is told and asked about the data, as the account wants it now. */
export interface CandidatePrivacy {
  /** The version of the account's settings. A consent names it. */
  version: number;
  notices: PrivacySettings['notices'];
  retentionDays: PrivacySettings['retentionDays'];
  /** `needed` shuts the questionnaire until the candidate agrees. A consent to an earlier version counts. */
  consent: 'none' | 'needed' | 'given';
}

/** Finds what a candidate is told and asked. Gives undefined when the account has said nothing. */
export async function findCandidatePrivacy(
  db: Knex,
  { applicationId, accountId }: Pick<StoredApplication, 'applicationId' | 'accountId'>,
): Promise<CandidatePrivacy | undefined> {
  const current = await currentPrivacy(db, accountId);
  if (!current) return undefined;
  const { asksConsent, version, notices, retentionDays } = current;
  const told = { version, notices, retentionDays };
  if (!asksConsent) return { ...told, consent: 'none' };
  return { ...told, consent: (await findConsent(db, applicationId)) ? 'given' : 'needed' };
}
