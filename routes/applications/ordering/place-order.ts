import { type Knex } from 'knex';
import { findAccount, lockAccount } from '../../../db/accounts/accounts.js';
import { findDuplicate, insertApplication } from '../../../db/applications/applications.js';
import { storeIdempotentReply } from '../../../db/applications/idempotency-keys.js';
import { claimReference, findByReference } from '../../../db/applications/references.js';
import { enqueueInvitations } from '../../../db/notifications/invitations.js';
import { candidateEmail } from '../../../engine/application/candidate-email.js';
import { applicationLink } from '../../../engine/application/links.js';
import { DAY_MS, dayOf } from '../../../engine/calendar.js';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { appUrlWarnings } from '../../../engine/config/secret-origins.js';
import { invitationKinds } from '../../../engine/invitation/invitation-kinds.js';
import { nextReminderAt } from '../../../engine/invitation/reminder-schedule.js';
import { INVITATIONS_TO_ONE } from '../../../engine/quotas/quotas.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';
import { refusalOfDisabled } from '../../accounts/refusal-of-disabled.js';
import { type Context } from '../../operation.js';
import { type Spending, spendQuotas } from '../../quotas/spend-quotas.js';
import { invitationSpendings } from '../../quotas/invitation-spendings.js';
import { type Once, type Placed } from './earlier-reply.js';
import { type Order } from './read-order.js';

/**
 * Places an order in the transaction of its request, which has claimed the idempotency key. Refuses a duplicate, if the
 * order asks for that, an order for a disabled account, and one beyond a quota.
 */
export async function placeOrder(
  trx: Knex.Transaction,
  { order, once }: { order: Order; once: Once | undefined },
  context: Context,
): Promise<Placed | Refusal> {
  const email = candidateEmail(order.fields, order.appEmail);
  const { accountId, positionId, reference } = order;
  if (order.failOnDup) {
    if (email === undefined) return refuse('missing-parameter', 'email or app_email is required by fail_on_dup.');
    // The promise holds only if two such requests of an account never run at the same time.
    await lockAccount(trx, accountId);
    const applicationId = await findDuplicate(trx, { accountId, positionId, candidateEmail: email });
    if (applicationId !== undefined) {
      return refuse('duplicate-application', 'The candidate already has an application for this position.', {
        applicationId,
      });
    }
  }
  if (order.referenceUnique) {
    if (reference === undefined) return refuse('missing-parameter', 'reference is required by reference_unique.');
    const applicationId = await findByReference(trx, { accountId, reference });
    if (applicationId !== undefined) return refusalOfTaken(applicationId);
  }
  return store(trx, { order, once, email }, context);
}

async function store(
  trx: Knex.Transaction,
  { order, once, email }: { order: Order; once: Once | undefined; email: string | undefined },
  context: Context,
): Promise<Placed | Refusal> {
  const { now, newToken, caller, publicUrl } = context;
  const account = (await findAccount(trx, order.accountId))!;
  const refusal = refusalOfDisabled(account);
  if (refusal) return refusal;
  const appToken = newToken();
  const config = readAccountConfig(account.config);
  const expiresAt = now + config.expiryDays * DAY_MS;
  const kinds = invitationKinds(order);
  const times = { after: config.remindAfter, before: config.remindBefore, remindedAt: undefined };
  const applicationId = await insertApplication(trx, {
    ...order,
    userId: caller.userId,
    candidateEmail: email,
    appToken,
    repToken: newToken(),
    repAccToken: newToken(),
    dateSub: dayOf(now),
    createdAt: now,
    expiresAt,
    remindAt: kinds.length > 0 ? nextReminderAt({ invitedAt: now, expiresAt, ...times }) : undefined,
  });
  const { accountId, reference } = order;
  if (order.referenceUnique && reference !== undefined) {
    const holder = await claimReference(trx, { accountId, reference, applicationId });
    if (holder !== applicationId) return refusalOfTaken(holder);
  }
  await enqueueInvitations(trx, kinds, { applicationId, accountId, expiresAt, now });
  const warnings = appUrlWarnings(config, order.appUrl);
  const placed: Placed = {
    application_id: applicationId,
    app_link_full: applicationLink(publicUrl, appToken, account.linkToken),
    ...(warnings.length > 0 && { warnings }),
  };
  if (once) await storeIdempotentReply(trx, once.scope, JSON.stringify(placed));
  const spendings: Spending[] = [
    { quota: 'orders', holder: accountId, by: 1, limit: config.maxOrdersDay },
    ...invitationSpendings(order, config, INVITATIONS_TO_ONE.ordered),
  ];
  return (await spendQuotas(trx, spendings, now)) ?? placed;
}

function refusalOfTaken(applicationId: string): Refusal {
  const why = 'The account already has an application with this reference.';
  return refuse('duplicate-application', why, { applicationId });
}
