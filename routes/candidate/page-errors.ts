import { type ErrorRequestHandler, type Request } from 'express';
import { type PageAssets } from './page-assets.js';
import { type PageState, statePage, visitorLanguage } from './state-page.js';

export interface PageErrorsParts {
  assets: PageAssets;
  log: { error(fields: object, message: string): void };
  requestIdOf(req: Request): string;
  /** Whether the database is away or too busy. */
  isPassing(error: unknown): boolean;
}

const RETRY_AFTER_SECONDS = 10;

/** Shows a fault as a page in the visitor's language, and logs it when it is ours. */
export function pageErrors({ assets, log, requestIdOf, isPassing }: PageErrorsParts): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return function pageErrors(error, req, res, _next) {
    const [state, status] = kindOf(error, isPassing);
    if (status === 500) log.error({ ...faultOf(error), request_id: requestIdOf(req), method: req.method }, 'failed');
    if (res.headersSent || res.destroyed) return void res.destroy();
    res.removeHeader('Location');
    if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    const query = /\?.*/s.exec(req.originalUrl)?.[0];
    const page = statePage(state, {
      languageId: visitorLanguage(req),
      assets,
      ...(state !== 'badRequest' && query !== undefined && { retryHref: query }),
    });
    res.status(status).type('html').send(page);
  };
}

function kindOf(error: unknown, isPassing: (error: unknown) => boolean): [PageState, number] {
  if (isPassing(error)) return ['unavailable', 503];
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  // Only this mark says that the request is at fault.
  if (expose === true && typeof status === 'number' && status >= 400 && status < 500) return ['badRequest', status];
  return ['failed', 500];
}

// Where, not what: the message of a database error holds the statement and the answers in it.
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code } = error as { code?: unknown };
  return { fault: error.name, code, stack: error.stack?.match(/^ +at .*$/gm)?.join('\n') };
}
