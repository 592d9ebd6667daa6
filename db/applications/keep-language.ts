import { type Knex } from 'knex';
import { writeStatement } from '../connection/transaction.js';

/** Keeps the language that the candidate chose on the pages, until another is chosen. It is no change for partners. */
export async function keepLanguage(db: Knex, applicationId: string, languageId: string): Promise<void> {
  await writeStatement(db, (to) =>
    to('applications').where({ id: applicationId, erased_ms: null }).update({ kept_language_id: languageId }),
  );
}
