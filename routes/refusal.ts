import { type Fault } from '../engine/fault.js';
import { readPointer } from '../engine/json-pointer.js';
import { type Reason } from '../engine/reasons.js';

/** An operation's "no": a value, not an exception, so that the compiler sees that a face deals with it. */
export class Refusal {
  constructor(
    readonly reason: Reason,
    readonly detail: string,
    readonly more: { errors?: Fault[]; applicationId?: string; retryAfterSeconds?: number } = {},
  ) {}
}

// What the document allows an error to have; a hundred faults together have more text, and answers can have more faults.
const MAX_DETAIL = 4096;
const MAX_ERRORS = 1000;

/** Shorthand of the constructor; what is too long for an answer is cut. */
export function refuse(reason: Reason, detail: string, more?: Refusal['more']): Refusal {
  const short = detail.length <= MAX_DETAIL ? detail : `${detail.slice(0, MAX_DETAIL - 1)}…`;
  const errors = more?.errors?.slice(0, MAX_ERRORS);
  return new Refusal(reason, short.replace(/[\uD800-\uDBFF]…$/, '…'), { ...more, ...(errors && { errors }) });
}

/** Several invalid values at once, each with its place. */
export function refuseFaults(errors: Fault[]): Refusal {
  const words = errors.map(({ pointer, detail }) => `${readPointer(pointer) || 'request'}: ${detail}`);
  return refuse('invalid-parameter', words.join('; '), { errors });
}
