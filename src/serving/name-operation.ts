import { type RequestHandler } from 'express';
import { stateOf } from '../../middleware/request-state.js';

/** Tells the log and the metrics which operation a request is. */
export function nameOperation(operation: string): RequestHandler {
  return (_req, res, next) => {
    stateOf(res).operation = operation;
    next();
  };
}
