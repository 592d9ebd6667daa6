import { type RefusalError } from '../../engine/refusal.js';
import { problem } from '../../middleware/problems.js';

const RETRY_AFTER_SECONDS = 2;

/** What a request is answered with that the database has no answer to just now: 503, and when to try again. */
export const overloaded = (): RefusalError => problem.overloaded(RETRY_AFTER_SECONDS);
