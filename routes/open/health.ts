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

/** Words for an operator. */
export interface Readiness {
  /** Why requests can't be served. Without it they can. */
  reason?: string;
  /** What else is worth to be known. */
  note?: string;
}

/** Answers that the process is ready to serve requests, unless `check` gives a reason why not. */
export function readyz({ check }: { check(): Promise<Readiness> }): RequestHandler {
  return async (_req, res) => {
    const { reason, note } = await check();
    res.setHeader('Cache-Control', 'no-store');
    if (reason !== undefined) res.status(503).setHeader('Retry-After', '2');
    res.json(reason === undefined ? { status: 'ok', note } : { status: 'unavailable', reason });
  };
}
