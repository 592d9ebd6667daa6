import { type RequestHandler } from 'express';
import { stateOf } from '../../middleware/request-state.js';

/** Says which operation a request is, for log and metrics. */
export function nameOperation(operation: string): RequestHandler {
  return (_req, res, next) => {
    stateOf(res).operation = operation;
    next();
  };
}
