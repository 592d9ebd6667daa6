import { lockApplication } from '../../db/applications/applications.js';
import { Refusal } from '../../engine/refusal.js';
import { change } from '../change.js';
import { type Input, type Schema } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { recordResend } from './record-resend.js';

/** Sends the candidate's invitation again, to the addresses of the order (contract, section 7). */
export async function resendInvitation(
  _input: Input<'resendInvitation'>,
  { application: { applicationId, accountId }, ...context }: On<'application'>,
): Promise<Outcome<'resendInvitation'>> {
  const resent = await change(context, async (trx): Promise<Schema<'ResentInvitation'> | Refusal> => {
    const application = (await lockApplication(trx, applicationId))!;
    const queued = await recordResend(trx, application, context.now);
    return queued instanceof Refusal ? queued : { application_id: applicationId, queued };
  });
  if (!(resent instanceof Refusal)) context.wakeNotifier(accountId, 'messages');
  return resent;
}
