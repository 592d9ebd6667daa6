/** What candidates read about their data in one language: a text, or the address of a page. */
export type PrivacyNotice = { text: string } | { url: string };

/** What an account has said about its candidates' data. */
export interface PrivacySettings {
  /** By the language's id. */
  notices: Record<string, PrivacyNotice>;
  /** Whether candidates have to agree before they answer. */
  asksConsent: boolean;
  /** The days after completion, expiry or cancellation after which an application is erased. Undefined: never. */
  retentionDays: number | undefined;
  /** Whether erasing keeps scores, without the person. */
  keepsScores: boolean;
}

/** What holds until an account has said something. */
export const NO_PRIVACY_SETTINGS: PrivacySettings = {
  notices: {},
  asksConsent: false,
  retentionDays: undefined,
  keepsScores: false,
};
