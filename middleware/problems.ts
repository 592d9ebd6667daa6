import { type Fault } from '../engine/fault.js';
import { type Reason, REASONS } from '../engine/reasons.js';

/** A refusal as both faces can write it: RFC 9457 members, the contract's error code, and headers that go with it. */
export interface Problem {
  status: number;
  slug: string;
  title: string;
  error_code: number;
  detail: string;
  errors?: Fault[];
  headers?: Record<string, string>;
  application_id?: string;
}

/** Throw it, or pass it to `next`, to answer a request with its problem. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The challenge of every 401 (the contract, section 2). */
export const CHALLENGE = 'Basic realm="POP Partner API", charset="UTF-8"';

/** The refusals that middleware makes by itself (the contract, sections 6 and 7). */
export const problem = {
  unauthenticated: () =>
    problemOf('unauthenticated', 'Valid HTTP Basic credentials are required.', {
      headers: { 'WWW-Authenticate': CHALLENGE },
    }),
  malformed: (detail: string) => problemOf('malformed-request', detail),
  unsupportedMediaType: () =>
    problemOf(
      'unsupported-media-type',
      'Send the body as Content-Type: application/json, in UTF-8 and without a Content-Encoding.',
    ),
  /** The words name the limit where it is known, bytes. */
  tooLarge: (limitBytes?: number) =>
    problemOf(
      'body-too-large',
      limitBytes === undefined
        ? 'The body is larger than this server accepts.'
        : `The body must be at most ${limitBytes} bytes long.`,
    ),
  tooManyRequests: (retryAfterSeconds: number) => problemOf('too-many-requests', ...later(retryAfterSeconds)),
  overloaded: (retryAfterSeconds: number) => problemOf('overloaded', ...later(retryAfterSeconds)),
  notFound: () => problemOf('not-found', 'There is nothing at this address.'),
  methodNotAllowed: (allow: string) =>
    problemOf('method-not-allowed', `This address accepts ${allow}.`, { headers: { Allow: allow } }),
  /** Code 10 when a parameter is missing, else 11; the detail names every fault. */
  invalid: (errors: Fault[]) =>
    problemOf(
      errors.some(({ keyword }) => keyword === 'required') ? 'missing-parameter' : 'invalid-parameter',
      errors.map(({ detail }) => detail).join('; ') || 'The request is not valid.',
      { errors: errors.map(({ pointer, detail }) => ({ pointer, detail })) },
    ),
  /** The client hung up before it was answered. Nobody reads this reply; it is what the access log records. */
  clientClosed: () => problemOf('client-closed', 'The client closed the connection.'),
  internal: () => problemOf('internal-error', 'Internal error.'),
};

const later = (seconds: number): [detail: string, more: Partial<Problem>] => [
  `Try again in ${seconds} s.`,
  { headers: { 'Retry-After': String(seconds) } },
];

/**
 * The problem any thrown value stands for: a ProblemError's own; for faults that Express, its router or passport
 * raise, the one of their status; for everything else an internal error, whatever `status` it may carry.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return fromFramework(error).problem;
}

function fromFramework(error: unknown): ProblemError {
  const { status, expose, name } = (error ?? {}) as { status?: unknown; expose?: unknown; name?: unknown };
  // Only these marks say that the request is at fault; a failed call to someone else may carry a status too.
  if (!(error instanceof URIError || expose === true || name === 'AuthenticationError')) return problem.internal();
  switch (status) {
    case 400:
      return problem.malformed('The request could not be read.');
    case 401:
      return problem.unauthenticated();
    case 404:
      return problem.notFound();
    case 413:
      return problem.tooLarge();
    case 415:
      return problem.unsupportedMediaType();
    default:
      return problem.internal();
  }
}

/** The error that answers a request with a refusal of the table. */
export function problemOf(reason: Reason, detail: string, more: Partial<Problem> = {}): ProblemError {
  const { status, title, code } = REASONS[reason];
  return new ProblemError({ status, slug: reason, title, error_code: code, detail, ...more });
}
