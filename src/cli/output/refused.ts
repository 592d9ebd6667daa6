import { type Fault } from '../../../engine/fault.js';
import { refuse, RefusalError } from '../../../engine/refusal.js';

/**
 * An expected no, in words for people: exit code 1 and no stack trace. The faults, if any, are listed below the words.
 */
export function refused(detail: string, errors: readonly Fault[] = []): RefusalError {
  return new RefusalError(refuse('invalid-parameter', detail, { ...(errors.length > 0 && { errors: [...errors] }) }));
}
