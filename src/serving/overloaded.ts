import { type RefusalError } from '../../engine/refusal.js';
import { problem } from '../../middleware/problems.js';

const RETRY_AFTER_SECONDS = 2;

/** The answer to a request for which the database has no answer at the moment: 503, and when to try again. */
export const overloaded = (): RefusalError => problem.overloaded(RETRY_AFTER_SECONDS);
