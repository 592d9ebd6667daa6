import { type ErrorRequestHandler, type Request, type Response } from 'express';

/** What a visitor is told of an error: the request is at fault, the database is away or busy, or we are at fault. */
export type PageFault = 'badRequest' | 'unavailable' | 'failed';

export interface PageErrorsParts {
  log: { error(fields: object, message: string): void };
  requestIdOf(res: Response): string;
  /** Whether the database is away or too busy. */
  isPassing(error: unknown): boolean;
  /** The page that says so. */
  pageOf(fault: PageFault, req: Request): string;
}

const RETRY_AFTER_SECONDS = 10;
// What the answer that failed had said of itself.
const HEADERS_TO_DROP = ['Location', 'Content-Disposition', 'Content-Length', 'ETag'];

/** Shows a fault as a page, and logs it when it is ours. */
export function pageErrors({ log, requestIdOf, isPassing, pageOf }: PageErrorsParts): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return function pageErrors(error, req, res, _next) {
    const [fault, status] = kindOf(error, isPassing);
    if (status === 500) log.error({ ...faultOf(error), request_id: requestIdOf(res), method: req.method }, 'failed');
    if (res.headersSent || res.destroyed) return void res.destroy();
    for (const name of HEADERS_TO_DROP) res.removeHeader(name);
    if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    res.status(status).type('html').send(pageOf(fault, req));
  };
}

function kindOf(error: unknown, isPassing: (error: unknown) => boolean): [PageFault, number] {
  if (isPassing(error)) return ['unavailable', 503];
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  // Only these marks say that the request is at fault: the second is the router's, of an address it can't decode.
  const marked = expose === true || error instanceof URIError;
  if (marked && typeof status === 'number' && status >= 400 && status < 500) return ['badRequest', status];
  return ['failed', 500];
}

// Where, not what: the message of a database error holds the statement and the values in it.
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code } = error as { code?: unknown };
  return { fault: error.name, code, stack: error.stack?.match(/^ +at .*$/gm)?.join('\n') };
}
