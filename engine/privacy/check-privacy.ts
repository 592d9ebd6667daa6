import { type Fault } from '../fault.js';
import { readUrl } from '../read-url.js';
import { type PrivacyNotice, type PrivacySettings } from './privacy-settings.js';

/** The settings as callers write them. */
export interface PrivacyInput {
  notices?: Record<string, { text?: string | undefined; url?: string | undefined }> | undefined;
  consent?: boolean | undefined;
  /** 0 is never. */
  retention_days?: number | undefined;
  keep_scores?: boolean | undefined;
}

/**
 * The settings with the changes of an input; a key that is not given stays. Refused: a notice with both a text and an
 * address or with neither, an address that is not http or https, and consent without anything to agree to.
 */
export function changePrivacy(
  before: PrivacySettings,
  { notices, consent, retention_days: days, keep_scores: keepsScores }: PrivacyInput,
): { settings: PrivacySettings } | { faults: Fault[] } {
  const read = Object.entries(notices ?? {}).map(([language, notice]) => [language, readNotice(notice)] as const);
  const faults = read.flatMap(([language, notice]) =>
    typeof notice === 'string' ? [{ pointer: `/notices/${language}`, detail: notice }] : [],
  );
  const settings: PrivacySettings = {
    notices: notices === undefined ? before.notices : (Object.fromEntries(read) as Record<string, PrivacyNotice>),
    asksConsent: consent ?? before.asksConsent,
    retentionDays: days === undefined ? before.retentionDays : days || undefined,
    keepsScores: keepsScores ?? before.keepsScores,
  };
  if (settings.asksConsent && Object.keys(settings.notices).length === 0) {
    faults.push({ pointer: '/consent', detail: 'needs a notice that candidates can agree to' });
  }
  return faults.length > 0 ? { faults } : { settings };
}

function readNotice({
  text = '',
  url,
}: {
  text?: string | undefined;
  url?: string | undefined;
}): PrivacyNotice | string {
  const words = text.trim();
  if (url === undefined) return words === '' ? 'must have a text or a url' : { text: words };
  if (words !== '') return 'must have either a text or a url';
  const read = readUrl(url);
  const isWeb =
    read !== undefined && ['http:', 'https:'].includes(read.protocol) && read.username + read.password === '';
  return isWeb ? { url: read.href } : 'the url must be http or https, without user and password';
}
