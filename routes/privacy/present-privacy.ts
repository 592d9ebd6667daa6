import { type PrivacyVersion } from '../../db/privacy/account-privacy.js';
import { NO_PRIVACY_SETTINGS } from '../../engine/privacy/privacy-settings.js';
import { type Schema } from '../documented.js';

/** Turns the privacy settings of an account into their form in replies. Version 0 is before it has said anything. */
export function presentPrivacy(accountId: string, stored: PrivacyVersion | undefined): Schema<'Privacy'> {
  const { notices, asksConsent, retentionDays, keepsScores } = stored ?? NO_PRIVACY_SETTINGS;
  return {
    account_id: accountId,
    version: stored?.version ?? 0,
    notices,
    consent: asksConsent,
    retention_days: retentionDays ?? 0,
    keep_scores: keepsScores,
    ...(stored && { changed: new Date(stored.changedAt).toISOString() }),
  };
}
