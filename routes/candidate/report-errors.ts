import { type ErrorRequestHandler, type Response } from 'express';
import { type PageAssets } from './page-assets.js';
import { reportMessage } from './report-message.js';
import { visitorLanguage } from './state-page.js';

export interface ReportErrorsParts {
  assets: PageAssets;
  log: { error(fields: object, message: string): void };
  requestIdOf(res: Response): string;
  /** Whether the database is away or too busy. */
  isPassing(error: unknown): boolean;
}

const RETRY_AFTER_SECONDS = 10;

/** Shows a fault as a page in the visitor's language, and logs it when it is ours. */
export function reportErrors({ assets, log, requestIdOf, isPassing }: ReportErrorsParts): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return function reportErrors(error: unknown, req, res, _next) {
    const passing = isPassing(error);
    if (!passing) log.error({ ...faultOf(error), request_id: requestIdOf(res), method: req.method }, 'failed');
    if (res.headersSent || res.destroyed) return void res.destroy();
    for (const name of ['Content-Disposition', 'Content-Length', 'ETag']) res.removeHeader(name);
    if (passing) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    const page = reportMessage(passing ? 'unavailable' : 'failed', { languageId: visitorLanguage(req), assets });
    res
      .status(passing ? 503 : 500)
      .type('html')
      .send(page);
  };
}

// Where, not what: the message of a database error holds the statement and its values.
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code } = error as { code?: unknown };
  return { fault: error.name, code, stack: error.stack?.match(/^ +at .*$/gm)?.join('\n') };
}
