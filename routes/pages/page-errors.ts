import { type ErrorRequestHandler, type Request, type Response } from 'express';
import { UnreadableSecret } from '../../engine/secrets/secret-box.js';

/**
 * What a visitor is told about an error: the request is wrong, the database is unavailable or busy (or this process
 * lacks a key to what is in it), or the error is ours.
 */
export type PageFault = 'badRequest' | 'unavailable' | 'failed';

export interface PageErrorsParts {
  log: { error(fields: object, message: string): void };
  requestIdOf(res: Response): string;
  /** Tells whether the database is unavailable or too busy. */
  isPassing(error: unknown): boolean;
  /** Makes the page for a fault. */
  pageOf(fault: PageFault, req: Request): string;
}

const RETRY_AFTER_SECONDS = 10;
// The headers that describe the answer that failed.
const HEADERS_TO_DROP = ['Location', 'Content-Disposition', 'Content-Length', 'ETag'];

/** Shows an error as a page. Logs it when it is ours. */
export function pageErrors({ log, requestIdOf, isPassing, pageOf }: PageErrorsParts): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return function pageErrors(error, req, res, _next) {
    const [fault, status] = kindOf(error, isPassing);
    if (error instanceof UnreadableSecret) log.error({ request_id: requestIdOf(res) }, error.message);
    else if (status === 500)
      log.error({ ...faultOf(error), request_id: requestIdOf(res), method: req.method }, 'failed');
    if (res.headersSent || res.destroyed) return void res.destroy();
    for (const name of HEADERS_TO_DROP) res.removeHeader(name);
    if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    res.status(status).type('html').send(pageOf(fault, req));
  };
}

function kindOf(error: unknown, isPassing: (error: unknown) => boolean): [PageFault, number] {
  if (isPassing(error) || error instanceof UnreadableSecret) return ['unavailable', 503];
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  // Only these marks mean that the request is at fault. The router throws a URIError for an address that it cannot
  // decode.
  const marked = expose === true || error instanceof URIError;
  if (marked && typeof status === 'number' && status >= 400 && status < 500) return ['badRequest', status];
  return ['failed', 500];
}

// The log gets the place of the error and not its message, because the message of a database error contains the
// statement and its values.
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code } = error as { code?: unknown };
  return { fault: error.name, code, stack: error.stack?.match(/^ +at .*$/gm)?.join('\n') };
}
