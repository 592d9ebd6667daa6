import { type Knex } from 'knex';
import { findAccount } from '../db/accounts.js';
import { lockApplication, type StoredApplication, updateApplication } from '../db/applications.js';
import { enqueueNotification } from '../db/notifications.js';
import { writeTransaction } from '../db/transaction.js';
import { readAccountConfig } from '../engine/account-config.js';
import { APPLICATION_STATES, applicationStatus } from '../engine/application-status.js';
import { dayOf } from '../engine/calendar.js';
import { type NotificationPayload } from '../engine/notification-request.js';
import { audit, auditRefusals } from './audit.js';
import { type ApplicationInput, applicationObject, findOwnApplication } from './find-own-application.js';
import { type Context, type Operation } from './operation.js';
import { type ApplicationDetail, presentDetail } from './present-application.js';
import { refuse, Refusal } from './refusal.js';

/** Completes an application on behalf of the candidate; for internal users who may change it (contract section 8). */
export const completeApplication: Operation<ApplicationInput, ApplicationDetail> = auditRefusals(
  'complete',
  applicationObject,
  async (input, context) => {
    const found = await findOwnApplication(input, 'write', context);
    if (found instanceof Refusal) return found;
    if (context.caller.kind !== 'internal') {
      return refuse('not-enough-permissions', 'Not enough permissions: completing is for internal users.');
    }
    const refusal = await writeTransaction(context.db, async (trx) => {
      const application = (await lockApplication(trx, found.applicationId))!;
      return (
        (await complete(trx, application, context)) ??
        audit(trx, context, { operation: 'complete', object: applicationObject(input) })
      );
    });
    if (refusal) return refusal;
    context.wakeNotifier();
    const completed = await findOwnApplication(input, 'write', context);
    return completed instanceof Refusal ? completed : presentDetail(completed, context);
  },
);

/**
 * Completes a locked application and puts its notification into the outbox, both in the transaction given: there is never
 * the one without the other. Refuses what is completed, cancelled or expired.
 */
async function complete(
  trx: Knex.Transaction,
  application: StoredApplication,
  { now }: Context,
): Promise<Refusal | undefined> {
  const status = applicationStatus(application, now);
  if (status === 'completed') return refuse('already-submitted', 'The questionnaire is already submitted.');
  if (status !== 'incomplete') return refuse('expired-or-cancelled', `The application is ${status}.`);
  const { applicationId, accountId, expiresAt } = application;
  await updateApplication(trx, applicationId, { state: APPLICATION_STATES.completed, completedAt: now }, now);
  const account = await findAccount(trx, accountId);
  const target = application.appUrl ?? readAccountConfig(account!.config).url;
  if (target === undefined) return undefined;
  const payload = JSON.stringify(payloadOf(application, now));
  await enqueueNotification(trx, { applicationId, accountId, payload, expiresAt, now });
  return undefined;
}

function payloadOf(application: StoredApplication, completedAt: number): NotificationPayload {
  return {
    application_id: application.applicationId,
    position_id: application.positionId,
    aname: application.positionName,
    started: application.dateSub,
    completed: dayOf(completedAt),
    report_id: application.positionId,
    report_name: application.reportName,
  };
}
