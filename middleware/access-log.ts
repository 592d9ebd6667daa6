import { type Request, type RequestHandler, type Response } from 'express';
import { stateOf } from './request-state.js';

/** One answered request as the metrics count it. `operation` is 'none' when the request reached no operation. */
export interface Observation {
  operation: string;
  status: number;
  errorCode: number;
  seconds: number;
}

/** The part of a pino logger that the access log needs. */
interface InfoLog {
  info(fields: object, message: string): void;
}

/** `now` gives milliseconds. Only differences are used, so a monotonic clock with fractions is best. */
export interface AccessLogOptions {
  log: InfoLog;
  now: () => number;
  observe: (observation: Observation) => void;
}

/** The status for a client who left before a reply had begun. */
const CLIENT_CLOSED = 499;
// Link tokens are 22 characters of base64url. They open a candidate's questionnaire or report to anybody who reads
// them. A mangled address may have one anywhere, with other characters around it or written as %XX. In the place of a
// token, a text of any form is masked.
const TOKENS = /(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}){22,}|(?<=\/questionnaires\/)[^/]+/g;

/**
 * Writes one line for every request, answered or aborted, and passes its figures to `observe`. The line never contains
 * a header, body or query, and tokens in the path are masked.
 */
export function accessLog({ log, now, observe }: AccessLogOptions): RequestHandler {
  return function accessLog(req, res, next) {
    const start = now();
    // The address is read here, because a closed socket no longer knows it.
    const address = req.ip;
    res.once('close', () => {
      const milliseconds = now() - start;
      const { operation = 'none', errorCode = 0 } = stateOf(res);
      const status = res.headersSent ? res.statusCode : CLIENT_CLOSED;
      log.info(lineOf({ req, res, status, milliseconds, address }), 'request');
      observe({ operation, status, errorCode, seconds: milliseconds / 1000 });
    });
    next();
  };
}

interface Ended {
  req: Request;
  res: Response;
  status: number;
  milliseconds: number;
  address: string | undefined;
}

function lineOf({ req, res, status, milliseconds, address }: Ended): object {
  const { requestId, operation, caller, userName, accountId, errorCode } = stateOf(res);
  return {
    request_id: requestId,
    method: req.method,
    path: pathOf(req.originalUrl),
    operation,
    user: caller?.userName ?? userName,
    account_id: accountId,
    status,
    error_code: errorCode,
    duration_ms: Math.round(milliseconds * 100) / 100,
    address,
    ...(!res.writableFinished && { aborted: true }),
  };
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  return path.replace(TOKENS, '[token]');
}
