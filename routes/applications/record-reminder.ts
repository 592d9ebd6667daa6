import { type Knex } from 'knex';
import { findAccount } from '../../db/accounts/accounts.js';
import { lockApplication } from '../../db/applications/applications.js';
import { noteReminder, scheduleReminder } from '../../db/applications/reminders.js';
import { enqueueReminders, invitationsSent } from '../../db/notifications/reminders.js';
import { applicationStatus } from '../../engine/application/application-status.js';
import { DAY_MS } from '../../engine/calendar.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { INVITATIONS_TO_ONE } from '../../engine/quotas/quotas.js';
import { type Refusal } from '../../engine/refusal.js';
import { invitationSpendings } from '../quotas/invitation-spendings.js';
import { spendQuotas } from '../quotas/spend-quotas.js';
import { nextReminder } from './next-reminder.js';

/**
 * Queues the reminder of an application if it is due, and in any case sets when the next one is. Answers whether one
 * was queued. Everything is looked at under lock: only an invitation that was sent is followed by a reminder, and none
 * is queued for an application that is over. While the account is disabled or a message is under way, it is looked at
 * again a day later. Refuses a reminder beyond a quota.
 */
export async function recordReminder(
  trx: Knex.Transaction,
  applicationId: string,
  now: number,
): Promise<boolean | Refusal> {
  const application = await lockApplication(trx, applicationId);
  // Another process was faster, or there is a new date.
  if (application?.remindAt === undefined || application.remindAt > now) return false;
  const putOff = async (until: number | undefined): Promise<false> => {
    await scheduleReminder(trx, applicationId, until);
    return false;
  };
  const isOpen = applicationStatus(application, now) === 'incomplete';
  const at = isOpen ? await nextReminder(trx, application) : undefined;
  if (at === undefined || at > now) return putOff(at);
  const account = (await findAccount(trx, application.accountId))!;
  const { sent, isUnderWay } = await invitationsSent(trx, applicationId);
  if (account.disabledAt !== undefined || isUnderWay) return putOff(now + DAY_MS);
  if (sent.length === 0) return putOff(undefined);
  await enqueueReminders(trx, applicationId, now);
  const reminded = { ...application, remindedAt: now };
  await noteReminder(trx, applicationId, { remindedAt: now, remindAt: await nextReminder(trx, reminded) });
  const invited = {
    ...application,
    appEmail: sent.includes('mail') ? application.appEmail : undefined,
    appPhone: sent.includes('sms') ? application.appPhone : undefined,
  };
  const spendings = invitationSpendings(invited, readAccountConfig(account.config), INVITATIONS_TO_ONE.ordered);
  return (await spendQuotas(trx, spendings, now)) ?? true;
}
