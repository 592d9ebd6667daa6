import { type ErrorRequestHandler, type Request, type Response } from 'express';
import { REASONS } from '../engine/reasons.js';
import { type Refusal } from '../engine/refusal.js';
import { UnreadableSecret } from '../engine/secrets/secret-box.js';
import { CHALLENGE, problem, toRefusalError } from './problems.js';
import { stateOf } from './request-state.js';

/** The part of a pino logger that error renderers need. */
export interface ErrorLog {
  error(fields: object, message: string): void;
}

type Writer = (refusal: Refusal, requestId: string) => object;

/** Error renderer of the resource face: RFC 9457 `application/problem+json` (the contract, section 1). */
export function problemJson({ log }: { log: ErrorLog }): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return function problemJson(error, req, res, _next) {
    answer({ error, req, res, log, type: 'application/problem+json', write: asProblem });
  };
}

/** Error renderer of the command face: the envelope, with `error` beside `error_text` (the contract, section 6). */
export function commandEnvelope({ log }: { log: ErrorLog }): ErrorRequestHandler {
  return function commandEnvelope(error, req, res, _next) {
    answer({ error, req, res, log, type: 'application/json; charset=utf-8', write: asEnvelope });
  };
}

const asProblem: Writer = (refusal, requestId) => {
  const { code, status, title } = REASONS[refusal.reason];
  const { errors, applicationId, changed } = refusal.more;
  return {
    type: `urn:pop:problem:${refusal.reason}`,
    title,
    status,
    detail: textOf(refusal, requestId),
    error_code: code,
    request_id: requestId,
    ...(errors && { errors }),
    ...(applicationId !== undefined && { application_id: applicationId }),
    ...(changed && { changed }),
  };
};

const asEnvelope: Writer = (refusal, requestId) => {
  const text = textOf(refusal, requestId);
  return { error_code: REASONS[refusal.reason].code, error_text: text, command_from: '', error: text };
};

// The text of an internal error contains the request id and nothing else.
function textOf({ reason, detail }: Refusal, requestId: string): string {
  return reason === 'internal-error' ? `Internal error, request id ${requestId}` : detail;
}

function headersOf({ reason, more }: Refusal): Record<string, string> {
  return {
    ...(reason === 'unauthenticated' && { 'WWW-Authenticate': CHALLENGE }),
    ...(more.retryAfterSeconds !== undefined && { 'Retry-After': String(more.retryAfterSeconds) }),
    ...(more.allow !== undefined && { Allow: more.allow }),
  };
}

interface Answer {
  error: unknown;
  req: Request;
  res: Response;
  log: ErrorLog;
  type: string;
  write: Writer;
}

function answer({ error, req, res, log, type, write }: Answer): void {
  const state = stateOf(res);
  const { refusal } = wasHangUp(error, res) ? problem.clientClosed() : toRefusalError(error);
  const { code, status } = REASONS[refusal.reason];
  state.errorCode = code;
  // Overload is a normal answer. Its stack would only fill the log, which is needed at that moment.
  if (error instanceof UnreadableSecret) log.error({ request_id: state.requestId }, error.message);
  else if (status >= 500 && status !== 503)
    log.error({ ...faultOf(error), request_id: state.requestId, method: req.method }, 'failed');
  if (res.headersSent || res.destroyed) {
    // A partial reply must not look like a complete one.
    res.destroy();
    return;
  }
  // A route may have set headers for the reply that it then failed to give.
  for (const name of ['ETag', 'Last-Modified', 'Content-Length', 'Location', 'Link']) res.removeHeader(name);
  for (const [name, value] of Object.entries(headersOf(refusal))) res.setHeader(name, value);
  const body = Buffer.from(JSON.stringify(write(refusal, state.requestId)));
  res.statusCode = status;
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Length', body.length);
  res.setHeader('Cache-Control', 'no-store');
  res.end(body);
}

// These are the errors of reading from or writing to a connection that the other side has left.
function wasHangUp(error: unknown, res: Response): boolean {
  if (!res.destroyed || !(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    error.name === 'AbortError' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    (code === 'ECONNRESET' && error.message === 'aborted')
  );
}

// The log gets the place of the fault and not its message. Messages (of a database, of JSON.parse) contain what
// candidates wrote, and other members contain the statement.
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code, errno, sqlState } = error as { code?: unknown; errno?: unknown; sqlState?: unknown };
  const stack = framesOf(error);
  return { fault: error.name, code, errno, sql_state: sqlState, statement: statementOf(error), stack };
}

// The statement of a database server's error, because the frames of its stack may name only the driver. In the message
// it comes before the server's words, with a ? for each value.
function statementOf(error: Error): string | undefined {
  const { sqlMessage } = error as { sqlMessage?: unknown };
  const end = ` - ${String(sqlMessage)}`;
  return sqlMessage !== undefined && error.message.endsWith(end) ? error.message.slice(0, -end.length) : undefined;
}

// Only the lines at the end and after the message count, because a message can have lines that look like these.
function framesOf({ message, stack = '' }: Error): string {
  const found = stack.indexOf(message);
  const rest = found < 0 ? stack : stack.slice(found + message.length);
  return /(?:\n +at [^\n]*)+$/.exec(rest)?.[0].trimStart() ?? '';
}
