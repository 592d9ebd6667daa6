import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { refuse } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { changeApplication } from './change-application.js';

/**
 * Cancels an application. The candidate can no longer answer, and the answers that were saved so far are deleted. A
 * second call changes nothing. A completed application cannot be cancelled.
 */
export async function cancelApplication(
  _input: Input<'cancelApplication'>,
  context: On<'application'>,
): Promise<Outcome<'cancelApplication'>> {
  return changeApplication(context, (status) => {
    if (status === 'completed') return refuse('already-submitted', 'The questionnaire is already submitted.');
    return status === 'cancelled' ? undefined : { state: APPLICATION_STATES.cancelled };
  });
}
