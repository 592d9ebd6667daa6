import { type StoredApplication } from '../../db/applications/applications.js';
import { applicationStatus } from '../../engine/application/application-status.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/**
 * Gives the refusal if an application cannot be completed at the instant `now`, because it is completed, cancelled or
 * expired.
 */
export function refusalToComplete(application: StoredApplication, now: number): Refusal | undefined {
  const status = applicationStatus(application, now);
  if (status === 'incomplete') return undefined;
  if (status === 'completed') return refuse('already-submitted', 'The questionnaire is already submitted.');
  return refuse('expired-or-cancelled', `The application is ${status}.`);
}
