import { type RequestHandler } from 'express';
import { type Fault } from '../engine/fault.js';
import { problem } from './problems.js';
import { stateOf } from './request-state.js';

/**
 * Checks one part of a request; it may change values in place, but for the body, and names its faults, none if valid.
 */
export type Check = (value: Record<string, unknown>) => Fault[];

/** The checks of one operation; a part without a check is taken as it is. */
export interface Checks {
  params?: Check;
  query?: Check;
  headers?: Check;
  body?: Check;
}

/**
 * Checks a request once, at the edge, and leaves what it accepted in the request state as `input`. All faults of all
 * parts are refused together; pointers into path, query and header begin with the name of the part, those into the
 * body are JSON pointers as they stand (the contract, section 1).
 */
export function validate(checks: Checks): RequestHandler {
  return function validate(req, res, next) {
    const input = {
      params: { ...req.params },
      query: { ...req.query },
      headers: checks.headers ? { ...req.headers } : {},
      // Not copied: a hundred thousand keys take longer to copy than to check.
      body: (req.body ?? {}) as Record<string, unknown>,
    };
    const faults = [
      ...within('/path', checks.params?.(input.params)),
      ...within('/query', checks.query?.(input.query)),
      ...within('/header', checks.headers?.(input.headers)),
      ...within('', checks.body?.(input.body)),
    ];
    if (faults.length > 0) throw problem.invalid(faults);
    stateOf(res).input = input;
    next();
  };
}

function within(part: string, faults: Fault[] = []): Fault[] {
  return faults.map((fault) => ({ ...fault, pointer: part + fault.pointer }));
}
