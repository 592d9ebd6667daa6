import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { endOfDay } from '../../engine/calendar.js';
import { auditRefusals } from '../audit.js';
import { changeApplication } from './change-application.js';
import { type ApplicationInput, applicationObject } from './find-own-application.js';
import { type Operation } from '../operation.js';
import { type ApplicationDetail } from './present-application.js';
import { refuse, refuseFaults } from '../refusal.js';

export interface ExtendInput extends ApplicationInput {
  /** The last day (YYYY-MM-DD, UTC) on which the candidate may answer. */
  expires: string;
}

const LONGEST_MS = 100 * 365 * 24 * 60 * 60 * 1000;

/** Sets the last day to answer; one that has expired is open again (decision 0007). */
export const extendApplication: Operation<ExtendInput, ApplicationDetail> = auditRefusals(
  'extend',
  applicationObject<ExtendInput>,
  async (input, context) => {
    const expiresAt = endOfDay(input.expires);
    if (expiresAt === undefined || expiresAt <= context.now || expiresAt > context.now + LONGEST_MS) {
      const detail = 'must be a day YYYY-MM-DD from today on (UTC), at most 100 years ahead';
      return refuseFaults([{ pointer: '/expires', detail }]);
    }
    return changeApplication(input, context, {
      operation: 'extend',
      decide(status) {
        if (status === 'completed') return refuse('already-submitted', 'The questionnaire is already submitted.');
        if (status === 'cancelled') return refuse('expired-or-cancelled', 'The application is cancelled.');
        return { state: APPLICATION_STATES.incomplete, expiresAt };
      },
    });
  },
);
