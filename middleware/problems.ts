import { type Fault } from '../engine/fault.js';
import { type Reason } from '../engine/reasons.js';
import { type RefusalDetails, refuse, RefusalError } from '../engine/refusal.js';
import { UnreadableSecret } from '../engine/secrets/secret-box.js';

/** The challenge of every 401 (the contract, section 2). */
export const CHALLENGE = 'Basic realm="POP Partner API", charset="UTF-8"';

/** The refusals that middleware makes by itself, for `throw` or `next` (the contract, sections 6 and 7). */
export const problem = {
  unauthenticated: () => errorOf('unauthenticated', 'Valid HTTP Basic credentials are required.'),
  /** Says the same whether there is no session, or it has ended, or name and password are wrong. */
  consoleSignIn: (detail = 'Sign in to the console.') => errorOf('console-sign-in', detail),
  foreignSite: () =>
    errorOf('foreign-site', 'The console takes changes only from its own pages (Sec-Fetch-Site or Origin).'),
  malformed: (detail: string) => errorOf('malformed-request', detail),
  unsupportedMediaType: () =>
    errorOf(
      'unsupported-media-type',
      'Send the body as Content-Type: application/json, in UTF-8 and without a Content-Encoding.',
    ),
  /** The text names the limit in bytes where it is known. */
  tooLarge: (limitBytes?: number) =>
    errorOf(
      'body-too-large',
      limitBytes === undefined
        ? 'The body is larger than this server accepts.'
        : `The body must be at most ${limitBytes} bytes long.`,
    ),
  tooManyRequests: (retryAfterSeconds: number) =>
    errorOf('too-many-requests', `Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds }),
  /** It says the same whether the name or the address has failed too often, and whether there is such a user. */
  tooManyFailures: (retryAfterSeconds: number) =>
    errorOf(
      'too-many-requests',
      `Too many failed sign-ins of this user, or from this address or network. Try again in ${retryAfterSeconds} s; ` +
        'until then no password is checked.',
      { retryAfterSeconds },
    ),
  overloaded: (retryAfterSeconds: number) =>
    errorOf('overloaded', `Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds }),
  /** The operator has to act, not the caller. What can't be read is named in the log alone. */
  unreadable: () =>
    errorOf(
      'overloaded',
      'This server lacks the key to what is stored for this. Its operator has to provide it; try again later.',
      { retryAfterSeconds: 60 },
    ),
  notFound: () => errorOf('not-found', 'There is nothing at this address.'),
  methodNotAllowed: (allow: string) => errorOf('method-not-allowed', `This address accepts ${allow}.`, { allow }),
  /** Code 10 when a parameter is missing, otherwise 11. The detail names every fault. */
  invalid: (errors: Fault[]) =>
    errorOf(
      errors.some(({ keyword }) => keyword === 'required') ? 'missing-parameter' : 'invalid-parameter',
      errors.map(({ detail }) => detail).join('; ') || 'The request is not valid.',
      { errors },
    ),
  /** The client closed the connection before the reply. Nobody reads this reply, but the access log records it. */
  clientClosed: () => errorOf('client-closed', 'The client closed the connection.'),
  internal: () => errorOf('internal-error', 'Internal error.'),
};

function errorOf(reason: Reason, detail: string, more?: RefusalDetails): RefusalError {
  return new RefusalError(refuse(reason, detail, more));
}

/**
 * The refusal for any thrown value. A RefusalError has its own. A stored secret that this process can't open is 503,
 * because another process may be able to. A fault that Express, its router or passport raise gets
 * the one of its status. Everything else is an internal error, whatever its `status` is.
 */
export function toRefusalError(error: unknown): RefusalError {
  if (error instanceof UnreadableSecret) return problem.unreadable();
  return error instanceof RefusalError ? error : fromFramework(error);
}

function fromFramework(error: unknown): RefusalError {
  const { status, expose, name } = (error ?? {}) as { status?: unknown; expose?: unknown; name?: unknown };
  // Only these marks mean that the request is at fault. A failed call to another server may have a status too.
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
