import { type RequestHandler } from 'express';

/**
 * Answers that the process is alive, and its version. It uses nothing else, so that a fault of the database does not
 * get processes killed.
 */
export function livez({ version }: { version: string }): RequestHandler {
  return (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.json({ status: 'ok', version });
  };
}

/**
 * Answers that the process is ready to serve requests, unless `check` gives a reason (words for an operator) why not.
 */
export function readyz({ check }: { check(): Promise<string | undefined> }): RequestHandler {
  return async (_req, res) => {
    const reason = await check();
    res.setHeader('Cache-Control', 'no-store');
    if (reason !== undefined) res.status(503).setHeader('Retry-After', '2');
    res.json(reason === undefined ? { status: 'ok' } : { status: 'unavailable', reason });
  };
}
