import { type Fault } from '../../../engine/fault.js';
import { refuse, RefusalError } from '../../../engine/refusal.js';

/**
 * Makes an expected refusal, in words for people, with exit code 1 and no stack trace. The faults, if there are any,
 * are listed below the words.
 */
export function refused(detail: string, errors: readonly Fault[] = []): RefusalError {
  return new RefusalError(refuse('invalid-parameter', detail, { ...(errors.length > 0 && { errors: [...errors] }) }));
}
