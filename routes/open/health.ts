import { type RequestHandler } from 'express';

/** Alive: the process answers. Asks nothing of anybody, so that a database fault doesn't get processes killed. */
export function livez(): RequestHandler {
  return (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.json({ status: 'ok' });
  };
}

/** Ready: `check` finds no reason (words for an operator) why requests could not be served. */
export function readyz({ check }: { check(): Promise<string | undefined> }): RequestHandler {
  return async (_req, res) => {
    const reason = await check();
    res.setHeader('Cache-Control', 'no-store');
    if (reason !== undefined) res.status(503).setHeader('Retry-After', '2');
    res.json(reason === undefined ? { status: 'ok' } : { status: 'unavailable', reason });
  };
}
