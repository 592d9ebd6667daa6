import { findApplication, lockApplication } from '../../db/applications/applications.js';
import { Refusal } from '../../engine/refusal.js';
import { change } from '../change.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentDetail } from './presenting/present-application.js';
import { recordCompletion } from './record-completion.js';

/**
 * Completes an application on behalf of the candidate. Only internal users who may change it may do this (contract,
 * section 8).
 */
export async function completeApplication(
  _input: Input<'completeApplication'>,
  { application: { applicationId, accountId }, ...context }: On<'application'>,
): Promise<Outcome<'completeApplication'>> {
  const completed = await change(context, async (trx): Promise<object | Refusal> => {
    const application = (await lockApplication(trx, applicationId))!;
    return (await recordCompletion(trx, application, { now: context.now })) ?? {};
  });
  if (completed instanceof Refusal) return completed;
  context.wakeNotifier(accountId);
  return presentDetail((await findApplication(context.db, applicationId))!, context);
}
