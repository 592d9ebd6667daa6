import { type PrivacyNotice, type PrivacySettings } from './privacy-settings.js';

/** The notice for a reader of that language: its own, else the English one, else the first. Undefined without any. */
export function noticeIn(
  notices: PrivacySettings['notices'],
  languageId: string,
): { languageId: string; notice: PrivacyNotice } | undefined {
  const chosen = [languageId, 'eng', ...Object.keys(notices)].find((one) => Object.hasOwn(notices, one));
  return chosen === undefined ? undefined : { languageId: chosen, notice: notices[chosen]! };
}
