import { type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { problem } from './problems.js';

/** `keyOf` names who is counted, usually the caller's user id. */
export interface LimitRateOptions {
  perMinute: number;
  keyOf: (req: Request, res: Response) => string;
}

/**
 * Allows each caller `perMinute` requests a minute and says so on every reply in `RateLimit` and `RateLimit-Policy`
 * (IETF draft 8). Past it: 429 with `Retry-After` (the contract, section 7).
 */
export function limitRate({ perMinute, keyOf }: LimitRateOptions): RequestHandler {
  const limiter = rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: keyOf,
    handler: (_req, res, next) => next(problem.tooManyRequests(Number(res.getHeader('Retry-After')))),
  });
  return function limitRate(req, res, next) {
    void limiter(req, res, next);
  };
}
