import { type Knex } from 'knex';
import { findAccount } from '../../db/accounts/accounts.js';
import {
  type ApplicationChange,
  type StoredApplication,
  updateApplication,
} from '../../db/applications/applications.js';
import { cancelInvitations } from '../../db/notifications/invitations.js';
import { enqueueNotification } from '../../db/notifications/notifications.js';
import { deleteProgress } from '../../db/applications/questionnaire-progress.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { type ApplicationField } from '../../engine/application/application-fields.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { candidateEmail } from '../../engine/application/candidate-email.js';
import { type Refusal } from '../../engine/refusal.js';
import { notificationPayload } from '../notification-payload.js';
import { refusalToComplete } from './refusal-to-complete.js';

/**
 * Completes a locked application and queues its notification, both in the given transaction, so that neither exists
 * without the other. The candidate's saved answers that were not submitted are deleted. Refuses an application that is
 * completed, cancelled or expired.
 */
export async function recordCompletion(
  trx: Knex.Transaction,
  application: StoredApplication,
  { now, fields }: { now: number; fields?: ApplicationField[] },
): Promise<Refusal | undefined> {
  const refusal = refusalToComplete(application, now);
  if (refusal) return refusal;
  const { applicationId, accountId, expiresAt } = application;
  const change = {
    state: APPLICATION_STATES.completed,
    completedAt: now,
    ...(fields && { ...changeOfFields(application, fields), activeAt: now }),
  };
  await updateApplication(trx, applicationId, change, now);
  await cancelInvitations(trx, applicationId, now);
  await deleteProgress(trx, applicationId);
  const account = await findAccount(trx, accountId);
  const target = application.appUrl ?? readAccountConfig(account!.config).url;
  if (target === undefined) return undefined;
  const payload = JSON.stringify(notificationPayload(application, now));
  await enqueueNotification(trx, { kind: 'notification', applicationId, accountId, payload, expiresAt, now });
  return undefined;
}

/**
 * Changes the fields. The candidate's address changes only if none was known before, because the partner finds the
 * application by the address of the order (fail_on_dup).
 */
function changeOfFields(
  { fields: stored, appEmail }: StoredApplication,
  fields: ApplicationField[],
): ApplicationChange {
  const known = candidateEmail(stored, appEmail);
  const email = known === undefined ? candidateEmail(fields, undefined) : undefined;
  return { fields, ...(email !== undefined && { candidateEmail: email }) };
}
