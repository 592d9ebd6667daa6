import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { refuse } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { changeApplication } from './change-application.js';

/**
 * Takes an order back: the candidate can no longer answer, and what was saved on the way is forgotten. Cancelling twice
 * is the same as once; what is completed stays completed.
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
