import { type Knex } from 'knex';

/** That a candidate has agreed to a version of the account's privacy settings, in the language read. */
export interface Consent {
  version: number;
  languageId: string;
  givenAt: number;
}

/** Keeps a consent, in the transaction of what it was given for. The first one stays. */
export async function recordConsent(
  trx: Knex.Transaction,
  applicationId: string,
  { version, languageId, givenAt }: Consent,
): Promise<void> {
  await trx('application_consents')
    .insert({ application_id: applicationId, privacy_version: version, language_id: languageId, given_ms: givenAt })
    .onConflict('application_id')
    .ignore();
}

/** The consent of a candidate. Undefined if none was asked or given. */
export async function findConsent(db: Knex, applicationId: string): Promise<Consent | undefined> {
  const row = await db('application_consents').where({ application_id: applicationId }).first();
  return row && { version: row.privacy_version, languageId: row.language_id, givenAt: row.given_ms };
}
