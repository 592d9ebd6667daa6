import { type Knex } from 'knex';

/** The applications whose candidates are to be reminded at that instant (ms) or before, the longest due first. */
export async function dueReminders(db: Knex, now: number, limit: number): Promise<string[]> {
  return db('applications').where('remind_ms', '<=', now).orderBy('remind_ms').limit(limit).pluck('id');
}

/** Sets when the candidate of a locked application is to be reminded next, ms; undefined for never. */
export async function scheduleReminder(
  trx: Knex.Transaction,
  applicationId: string,
  remindAt: number | undefined,
): Promise<void> {
  await trx('applications')
    .where({ id: applicationId })
    .update({ remind_ms: remindAt ?? null });
}

/** Notes that a reminder was queued, and when the next one is due. It is no change for partners. */
export async function noteReminder(
  trx: Knex.Transaction,
  applicationId: string,
  { remindedAt, remindAt }: { remindedAt: number; remindAt: number | undefined },
): Promise<void> {
  await trx('applications')
    .where({ id: applicationId })
    .update({ reminded_ms: remindedAt, remind_ms: remindAt ?? null });
}

/** Notes that the candidate wants no reminders, and when (ms). */
export async function noteRemindersStopped(trx: Knex.Transaction, applicationId: string, now: number): Promise<void> {
  await trx('applications').where({ id: applicationId }).update({ reminders_stopped_ms: now, remind_ms: null });
}
