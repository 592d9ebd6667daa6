import { type Knex } from 'knex';
import { findAccount } from '../../db/accounts/accounts.js';
import { type StoredApplication } from '../../db/applications/applications.js';
import { scheduleReminder } from '../../db/applications/reminders.js';
import { invitationOrders, resendInvitations } from '../../db/notifications/invitations.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { type InvitationKind, invitationKinds } from '../../engine/invitation/invitation-kinds.js';
import { firstOrder, orderAgain, RESENDS_A_DAY } from '../../engine/invitation/invitation-orders.js';
import { INVITATIONS_TO_ONE } from '../../engine/quotas/quotas.js';
import { refusalOfDisabled } from '../accounts/refusal-of-disabled.js';
import { nextReminder } from './next-reminder.js';
import { refusalToComplete } from './refusal-to-complete.js';
import { spendQuotas } from '../quotas/spend-quotas.js';
import { invitationSpendings } from '../quotas/invitation-spendings.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/**
 * Queues the invitation of a locked application again, by mail, by text message, or both, as far as it has an address.
 * Refuses an application that is not incomplete or whose account is disabled, and one without an address. Refuses an
 * order that comes too soon or too often after the earlier orders, which are kept with the queue, and one beyond a
 * quota.
 */
export async function recordResend(
  trx: Knex.Transaction,
  application: StoredApplication,
  now: number,
): Promise<InvitationKind[] | Refusal> {
  const account = (await findAccount(trx, application.accountId))!;
  const refusal = refusalToComplete(application, now) ?? refusalOfDisabled(account);
  if (refusal) return refusal;
  const kinds = invitationKinds(application);
  if (kinds.length === 0) {
    return refuse(
      'missing-parameter',
      'The application was ordered without app_email and app_phone: there is no address.',
    );
  }
  const earlier = await invitationOrders(trx, application.applicationId);
  const orders = earlier ? orderAgain(earlier, now) : firstOrder(now);
  if ('waitMs' in orders) return tooOften(Math.ceil(orders.waitMs / 1000));
  const { applicationId, accountId, expiresAt } = application;
  await resendInvitations(trx, kinds, { applicationId, accountId, expiresAt, now }, orders);
  await scheduleReminder(trx, applicationId, await nextReminder(trx, application));
  const spendings = invitationSpendings(application, readAccountConfig(account.config), INVITATIONS_TO_ONE.resent);
  return (await spendQuotas(trx, spendings, now)) ?? kinds;
}

function tooOften(retryAfterSeconds: number): Refusal {
  const rule = `An invitation is sent at most once a minute, and again at most ${RESENDS_A_DAY} times in 24 hours`;
  return refuse('resent-too-often', `${rule}: try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}
