import { type Knex } from 'knex';
import { findAccount } from '../../db/accounts/accounts.js';
import { type StoredApplication } from '../../db/applications/applications.js';
import { invitationOrders } from '../../db/notifications/invitations.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { nextReminderAt } from '../../engine/invitation/reminder-schedule.js';

type Reminded = Pick<
  StoredApplication,
  'applicationId' | 'accountId' | 'expiresAt' | 'remindedAt' | 'remindersStoppedAt'
>;

/**
 * When the candidate of an application is to be reminded next by what its account wants now, ms; undefined for never.
 * Nobody is reminded who was not invited or who has stopped reminders.
 */
export async function nextReminder(trx: Knex, application: Reminded): Promise<number | undefined> {
  if (application.remindersStoppedAt !== undefined) return undefined;
  const account = (await findAccount(trx, application.accountId))!;
  const { remindAfter: after, remindBefore: before } = readAccountConfig(account.config);
  if (after === undefined && before === undefined) return undefined;
  const invitedAt = (await invitationOrders(trx, application.applicationId))?.asked.at(-1);
  const { remindedAt, expiresAt } = application;
  return invitedAt === undefined ? undefined : nextReminderAt({ invitedAt, remindedAt, expiresAt, after, before });
}
