import { type Fault } from './fault.js';
import { readPointer } from './json-pointer.js';
import { type Reason } from './reasons.js';

/** The data of a refusal besides its text. */
export interface RefusalDetails {
  /** Every fault of the input, each with its place. */
  errors?: Fault[];
  /** The application that exists already. */
  applicationId?: string;
  /** The time after which another try makes sense. */
  retryAfterSeconds?: number;
  /** The quota that is used up. */
  quota?: string;
  /** With 412: the change that came first. */
  changed?: { version: number; at?: string | undefined; user?: string | undefined };
  /** The methods that the address accepts. */
  allow?: string;
}

/**
 * A refusal with its reason. It is a value and not an exception, so that the compiler checks that the caller handles
 * it.
 */
export class Refusal {
  constructor(
    readonly reason: Reason,
    readonly detail: string,
    readonly more: RefusalDetails = {},
  ) {}
}

/** A refusal as an exception, where a value cannot carry it: out of a middleware, or out of a command of the CLI. */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
    this.name = 'RefusalError';
  }
}

// The limits that the document sets for an error. A hundred faults together have more text, and a request can have
// more faults.
const MAX_DETAIL = 4096;
const MAX_ERRORS = 1000;

/** Shorthand of the constructor. A text that is too long for an answer is cut. */
export function refuse(reason: Reason, detail: string, more: RefusalDetails = {}): Refusal {
  const short = detail.length <= MAX_DETAIL ? detail : `${detail.slice(0, MAX_DETAIL - 1)}…`;
  const errors = more.errors?.slice(0, MAX_ERRORS).map(({ keyword: _, ...shown }) => shown);
  return new Refusal(reason, short.replace(/[\uD800-\uDBFF]…$/, '…'), { ...more, ...(errors && { errors }) });
}

/** Several invalid values at once, each with its place. */
export function refuseFaults(errors: Fault[]): Refusal {
  const words = errors.map(({ pointer, detail }) => `${readPointer(pointer) || 'request'}: ${detail}`);
  return refuse('invalid-parameter', words.join('; '), { errors });
}
