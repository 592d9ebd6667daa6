import { randomUUID } from 'node:crypto';
import { type Knex } from 'knex';
import { recordAudit } from '../../db/accounts/audit.js';
import { dueReminders, scheduleReminder } from '../../db/applications/reminders.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { Refusal } from '../../engine/refusal.js';
import { recordReminder } from '../../routes/applications/record-reminder.js';
import { transact } from '../../routes/change.js';

// One transaction for each, because quotas hold up all others of the account.
const BATCH = 50;
const LATER_MS = 60 * 60 * 1000;

/** Who reminds, as the audit log names it. No user can have this name. */
const REMINDERS = 'chore:reminders';

/**
 * The chore that queues the reminders that are due, a batch of them. Answers how many applications it looked at. A
 * reminder beyond a quota waits until the quota's window is over. One that fails waits an hour, so that it holds up no
 * others, and the failure is thrown at the end.
 */
export async function remindCandidates(db: Knex, now: number): Promise<number> {
  const ids = await dueReminders(db, now, BATCH);
  const failures: unknown[] = [];
  for (const applicationId of ids) {
    const putOff = (ms: number) => writeTransaction(db, (trx) => scheduleReminder(trx, applicationId, now + ms));
    try {
      const outcome = await transact(db, (trx) => remind(trx, applicationId, now));
      if (outcome instanceof Refusal) await putOff((outcome.more.retryAfterSeconds ?? 0) * 1000 || LATER_MS);
    } catch (error) {
      await putOff(LATER_MS);
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return ids.length;
}

async function remind(trx: Knex.Transaction, applicationId: string, now: number): Promise<boolean | Refusal> {
  const outcome = await recordReminder(trx, applicationId, now);
  if (outcome !== true) return outcome;
  await recordAudit(trx, {
    at: now,
    userName: REMINDERS,
    credentialId: undefined,
    operation: 'remindCandidate',
    object: `application ${applicationId}`,
    outcome: 'ok',
    address: '',
    requestId: randomUUID(),
  });
  return true;
}
