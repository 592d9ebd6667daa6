import { type ApplicationChange, lockApplication, updateApplication } from '../../db/applications/applications.js';
import { cancelInvitations } from '../../db/notifications/invitations.js';
import { deleteProgress } from '../../db/applications/questionnaire-progress.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import {
  APPLICATION_STATES,
  type ApplicationStatus,
  applicationStatus,
} from '../../engine/application/application-status.js';
import { audit } from '../audit.js';
import { type ApplicationInput, findOwnApplication } from './find-own-application.js';
import { type Context } from '../operation.js';
import { type ApplicationDetail, presentDetail } from './present-application.js';
import { Refusal } from '../refusal.js';

export interface StateChange {
  /** As the audit log names it. */
  operation: string;
  /** What to write, given the status under lock; undefined when there is nothing to change. */
  decide(status: ApplicationStatus): ApplicationChange | Refusal | undefined;
}

/** The steps common to all changes of an application: find, check, lock, decide, write, audit; answers it as it is then. */
export async function changeApplication(
  input: ApplicationInput,
  context: Context,
  { operation, decide }: StateChange,
): Promise<ApplicationDetail | Refusal> {
  const refusal = await writeTransaction(context.db, async (trx) => {
    const found = await findOwnApplication(input, 'write', { ...context, db: trx });
    if (found instanceof Refusal) return found;
    const { applicationId } = found;
    const application = (await lockApplication(trx, applicationId))!;
    const change = decide(applicationStatus(application, context.now));
    if (change === undefined || change instanceof Refusal) return change;
    await updateApplication(trx, applicationId, change, context.now);
    if (change.state === APPLICATION_STATES.cancelled) {
      await cancelInvitations(trx, applicationId, context.now);
      await deleteProgress(trx, applicationId);
    }
    await audit(trx, context, { operation, object: `application ${applicationId}` });
    return undefined;
  });
  if (refusal) return refusal;
  const changed = await findOwnApplication(input, 'write', context);
  return changed instanceof Refusal ? changed : presentDetail(changed, context);
}
