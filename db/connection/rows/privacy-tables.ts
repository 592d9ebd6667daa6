// The part of tables.ts that is about candidates' privacy. All instants are in ms.

export interface AccountPrivacyRow {
  account_id: string;
  version: number;
  /** By language, in JSON. */
  notices: string;
  asks_consent: 0 | 1;
  /** Days after completion or expiry; null keeps what there is. */
  retention_days: number | null;
  keeps_scores: 0 | 1;
  user_name: string;
  changed_ms: number;
}

/** What a candidate has agreed to. */
export interface ConsentRow {
  application_id: string;
  privacy_version: number;
  language_id: string;
  given_ms: number;
}
