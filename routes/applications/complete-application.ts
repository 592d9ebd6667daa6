import { lockApplication } from '../../db/applications/applications.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { audit, auditRefusals } from '../audit.js';
import { type ApplicationInput, applicationObject, findOwnApplication } from './find-own-application.js';
import { type Operation } from '../operation.js';
import { type ApplicationDetail, presentDetail } from './present-application.js';
import { recordCompletion } from './record-completion.js';
import { refuse, Refusal } from '../refusal.js';

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
        (await recordCompletion(trx, application, { now: context.now })) ??
        audit(trx, context, { operation: 'complete', object: applicationObject(input) })
      );
    });
    if (refusal) return refusal;
    context.wakeNotifier(found.accountId);
    const completed = await findOwnApplication(input, 'write', context);
    return completed instanceof Refusal ? completed : presentDetail(completed, context);
  },
);
