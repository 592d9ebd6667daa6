/** A refusal as both faces can write it: RFC 9457 members, the contract's error code, and headers that go with it. */
export interface Problem {
  status: number;
  slug: string;
  title: string;
  error_code: number;
  detail: string;
  errors?: { pointer: string; detail: string }[];
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

/** The refusals middleware makes by itself; codes and statuses of the contract, sections 6 and 7. */
export const problem = {
  unauthenticated: () =>
    refuse(401, 'unauthenticated', 'Authentication required', 1, 'Valid HTTP Basic credentials are required.', {
      headers: { 'WWW-Authenticate': CHALLENGE },
    }),
  malformed: (detail: string) => refuse(400, 'malformed-request', 'Malformed request', 11, detail),
  unsupportedMediaType: () =>
    refuse(
      415,
      'unsupported-media-type',
      'Unsupported media type',
      11,
      'Send the body as Content-Type: application/json, in UTF-8 and without a Content-Encoding.',
    ),
  /** The words name the limit where it is known, bytes. */
  tooLarge: (limitBytes?: number) =>
    refuse(
      413,
      'body-too-large',
      'Body too large',
      11,
      limitBytes === undefined
        ? 'The body is larger than this server accepts.'
        : `The body must be at most ${limitBytes} bytes long.`,
    ),
  tooManyRequests: (retryAfterSeconds: number) =>
    refuse(429, 'too-many-requests', 'Too many requests', 429, `Try again in ${retryAfterSeconds} s.`, {
      headers: { 'Retry-After': String(retryAfterSeconds) },
    }),
  overloaded: (retryAfterSeconds: number) =>
    refuse(503, 'overloaded', 'Temporarily overloaded', 503, `Try again in ${retryAfterSeconds} s.`, {
      headers: { 'Retry-After': String(retryAfterSeconds) },
    }),
  notFound: () => refuse(404, 'not-found', 'Not found', 12, 'There is nothing at this address.'),
  methodNotAllowed: (allow: string) =>
    refuse(405, 'method-not-allowed', 'Method not allowed', 92, `This address accepts ${allow}.`, {
      headers: { Allow: allow },
    }),
  /** Code 10 when a parameter is missing, else 11; the detail names every fault. */
  invalid: (errors: { pointer: string; detail: string; keyword?: string }[]) => {
    const missing = errors.some((error) => error.keyword === 'required');
    return refuse(
      400,
      missing ? 'missing-parameter' : 'invalid-parameter',
      missing ? 'Missing required parameter' : 'Invalid parameter value',
      missing ? 10 : 11,
      errors.map((error) => error.detail).join('; ') || 'The request is not valid.',
      { errors: errors.map(({ pointer, detail }) => ({ pointer, detail })) },
    );
  },
  /** The client hung up before it was answered. Nobody reads this reply; it is what the access log records. */
  clientClosed: () => refuse(499, 'client-closed', 'Client closed request', 11, 'The client closed the connection.'),
  internal: () => refuse(500, 'internal-error', 'Internal error', 500, 'Internal error.'),
};

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

function refuse(
  status: number,
  slug: string,
  title: string,
  error_code: number,
  detail: string,
  more: Partial<Problem> = {},
): ProblemError {
  return new ProblemError({ status, slug, title, error_code, detail, ...more });
}
