import { type Knex } from 'knex';

// As the audit log names whoever answers by a link.
const CANDIDATE = 'candidate';

/**
 * Deletes what candidates saved and never submitted, and from where candidates came, in the audit log. For applications
 * whose person was taken out, now or just before: what was under way then may have written it afterwards.
 */
export async function forgetTraces(trx: Knex.Transaction, applicationIds: readonly string[]): Promise<void> {
  await trx('questionnaire_progress').whereIn('application_id', applicationIds).delete();
  await trx('audit_log')
    .whereIn(
      'object',
      applicationIds.map((id) => `application ${id}`),
    )
    .where({ user_name: CANDIDATE })
    .whereNot({ address: '' })
    .update({ address: '', request_id: '' });
}

/** The applications that were erased at or after an instant, ms. */
export async function erasedSince(db: Knex, since: number): Promise<string[]> {
  return db('applications').where('erased_ms', '>=', since).pluck('id');
}

/** When an application was erased last, ms. 0: never. */
export async function lastErasure(db: Knex): Promise<number> {
  const row = await db('applications').whereNotNull('erased_ms').orderBy('erased_ms', 'desc').first('erased_ms');
  return row?.erased_ms ?? 0;
}
