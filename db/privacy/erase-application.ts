import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { type ApplicationRow } from '../connection/tables.js';
import { dialectOf } from '../connection/dialect.js';
import { openSecret } from '../connection/sealed-columns.js';

export interface ErasureOptions {
  keepsScores: boolean;
  now: number;
  /** Makes the tokens that nobody gets to know, in the place of the old ones. */
  newToken(): string;
  /** Only an application that ended at this instant or earlier, ms. */
  endedBy?: number | undefined;
}

/**
 * Takes the person out of an application. What stays are ids and dates, and scores if they may. An application that was
 * still open is cancelled. Locks the application; answers whether there was a person in it.
 */
export async function eraseApplication(
  trx: Knex.Transaction,
  applicationId: string,
  { keepsScores, now, newToken, endedBy }: ErasureOptions,
): Promise<boolean> {
  await dialectOf(trx).lockRow(trx, 'applications', applicationId);
  const row = await trx('applications').where({ id: applicationId }).first();
  if (!row || row.erased_ms !== null || (endedBy !== undefined && endOf(row) > endedBy)) return false;
  await trx('applications')
    .where({ id: applicationId })
    .update({
      fields: '[]',
      candidate_email: null,
      app_email: null,
      app_phone: null,
      app_url: null,
      reference: null,
      kept_language_id: null,
      app_token: newToken(),
      rep_token: newToken(),
      rep_acc_token: newToken(),
      state: row.state === APPLICATION_STATES.completed ? row.state : APPLICATION_STATES.cancelled,
      remind_ms: null,
      updated_ms: now,
      erased_ms: now,
    });
  await trx('unique_references').where({ application_id: applicationId }).delete();
  await trx('application_consents').where({ application_id: applicationId }).delete();
  const results = trx('application_results').where({ application_id: applicationId });
  await (keepsScores ? results.update({ answers: '[]' }) : results.delete());
  await forgetFirstReplies(trx, applicationId, row);
  return true;
}

// It may have been extended since it was looked for.
function endOf({
  state,
  completed_ms: completedAt,
  updated_ms: updatedAt,
  expires_ms: expiresAt,
}: ApplicationRow): number {
  if (state === APPLICATION_STATES.completed) return completedAt ?? updatedAt;
  return state === APPLICATION_STATES.cancelled ? updatedAt : expiresAt;
}

/**
 * Deletes the idempotency keys whose reply is of that order: reply and key may name the candidate. A key is of the same
 * instant as its order. A reply that cannot be read is deleted, too.
 */
async function forgetFirstReplies(
  trx: Knex.Transaction,
  applicationId: string,
  { account_id: accountId, created_ms: createdAt }: { account_id: string; created_ms: number },
): Promise<void> {
  const rows = await trx('idempotency_keys').where({ account_id: accountId, created_ms: createdAt });
  for (const row of rows) {
    const key = { account_id: accountId, user_id: row.user_id, idempotency_key: row.idempotency_key };
    if (isOfOrder(trx, Object.values(key), row.reply, applicationId)) await trx('idempotency_keys').where(key).delete();
  }
}

function isOfOrder(trx: Knex, owner: string[], stored: string, applicationId: string): boolean {
  try {
    const { application_id: id } = JSON.parse(openSecret(trx, 'reply', owner, stored)) as { application_id?: string };
    return id === undefined || id === applicationId;
  } catch {
    return true;
  }
}
