import { type Knex } from 'knex';
import {
  type ApplicationChange,
  findApplication,
  lockApplication,
  type StoredApplication,
  updateApplication,
} from '../../db/applications/applications.js';
import { deleteProgress } from '../../db/applications/questionnaire-progress.js';
import { cancelInvitations } from '../../db/notifications/invitations.js';
import {
  APPLICATION_STATES,
  type ApplicationStatus,
  applicationStatus,
} from '../../engine/application/application-status.js';
import { Refusal } from '../../engine/refusal.js';
import { change, Unchanged } from '../change.js';
import { type Schema } from '../documented.js';
import { type On } from '../operation.js';
import { presentDetail } from './presenting/present-application.js';

/** Decides what to write, by the application under lock. Gives undefined when there is nothing to change. */
export type Decide = (
  status: ApplicationStatus,
  trx: Knex.Transaction,
  application: StoredApplication,
) => Promise<ApplicationChange | Refusal | undefined> | ApplicationChange | Refusal | undefined;

/**
 * Does the steps that all changes of an application have in common: lock, decide, write, audit. Answers with the
 * application after the change.
 */
export async function changeApplication(
  { application: { applicationId }, ...context }: On<'application'>,
  decide: Decide,
): Promise<Schema<'Application'> | Refusal> {
  const { db, now } = context;
  const changed = await change(context, async (trx): Promise<object | Unchanged<object> | Refusal> => {
    const application = (await lockApplication(trx, applicationId))!;
    const decided = await decide(applicationStatus(application, now), trx, application);
    if (decided === undefined) return new Unchanged({});
    if (decided instanceof Refusal) return decided;
    await updateApplication(trx, applicationId, decided, now);
    if (decided.state === APPLICATION_STATES.cancelled) {
      await cancelInvitations(trx, applicationId, now);
      await deleteProgress(trx, applicationId);
    }
    return {};
  });
  return changed instanceof Refusal ? changed : presentDetail((await findApplication(db, applicationId))!, context);
}
