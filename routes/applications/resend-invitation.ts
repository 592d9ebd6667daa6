import { lockApplication } from '../../db/applications/applications.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type InvitationKind } from '../../engine/invitation/invitation-kinds.js';
import { audit, auditRefusals } from '../audit.js';
import { type ApplicationInput, applicationObject, findOwnApplication } from './find-own-application.js';
import { type Operation } from '../operation.js';
import { recordResend } from './record-resend.js';
import { Refusal } from '../refusal.js';

const OPERATION = 'resend-invitation';

export interface ResentInvitation {
  application_id: EntityId;
  /** What it was queued for. */
  queued: InvitationKind[];
}

/** Sends the candidate's invitation again, to the addresses that the application was ordered with (contract section 7). */
export const resendInvitation: Operation<ApplicationInput, ResentInvitation> = auditRefusals(
  OPERATION,
  applicationObject,
  async (input, context) => {
    const resent = await writeTransaction(context.db, async (trx) => {
      const found = await findOwnApplication(input, 'write', { ...context, db: trx });
      if (found instanceof Refusal) return found;
      const application = (await lockApplication(trx, found.applicationId))!;
      const queued = await recordResend(trx, application, context.now);
      if (queued instanceof Refusal) return queued;
      await audit(trx, context, { operation: OPERATION, object: applicationObject(input) });
      return { application_id: application.applicationId, queued, accountId: application.accountId };
    });
    if (resent instanceof Refusal) return resent;
    const { accountId, ...answer } = resent;
    context.wakeNotifier(accountId, 'messages');
    return answer;
  },
);
