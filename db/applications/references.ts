import { type Knex } from 'knex';
import { dialectOf } from '../connection/dialect.js';

interface AccountReference {
  accountId: string;
  reference: string;
}

/** The newest application of the account with that reference, in whatever state. */
export async function findByReference(
  trx: Knex,
  { accountId, reference }: AccountReference,
): Promise<string | undefined> {
  const row = await trx('applications').where({ account_id: accountId, reference }).orderBy('id', 'desc').first('id');
  return row?.id;
}

/**
 * Makes the reference the application's alone, and answers whose it is. When that is another application, the
 * transaction must be rolled back. Of two at once the second waits here until the first has ended.
 */
export async function claimReference(
  trx: Knex.Transaction,
  { accountId, reference, applicationId }: AccountReference & { applicationId: string },
): Promise<string> {
  const key = { account_id: accountId, reference };
  try {
    await trx('unique_references').insert({ ...key, application_id: applicationId });
    return applicationId;
  } catch (error) {
    if (!dialectOf(trx).isDuplicateKey(error)) throw error;
  }
  const holder = await trx('unique_references').where(key).first('application_id');
  return holder!.application_id;
}
