import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { auditRefusals } from '../audit.js';
import { changeApplication } from './change-application.js';
import { type ApplicationInput, applicationObject } from './find-own-application.js';
import { type Operation } from '../operation.js';
import { type ApplicationDetail } from './present-application.js';
import { refuse } from '../refusal.js';

/**
 * Takes an order back: the candidate can no longer answer, and what was saved on the way is forgotten. Cancelling twice is the same as once; what is completed
 * stays completed.
 */
export const cancelApplication: Operation<ApplicationInput, ApplicationDetail> = auditRefusals(
  'cancel',
  applicationObject,
  (input, context) =>
    changeApplication(input, context, {
      operation: 'cancel',
      decide(status) {
        if (status === 'completed') return refuse('already-submitted', 'The questionnaire is already submitted.');
        return status === 'cancelled' ? undefined : { state: APPLICATION_STATES.cancelled };
      },
    }),
);
