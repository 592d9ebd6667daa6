import { type RequestHandler } from 'express';
import { type Fault } from '../engine/fault.js';
import { problem } from './problems.js';
import { stateOf } from './request-state.js';

/**
 * Checks one part of a request and returns its faults, none if it is valid. It may change values in place, except in
 * the body.
 */
export type Check = (value: Record<string, unknown>) => Fault[];

/** The checks of one operation. A part without a check is accepted as it is. */
export interface Checks {
  params?: Check;
  query?: Check;
  headers?: Check;
  body?: Check;
}

/**
 * Checks a request once, at the edge, and puts what it accepted into the request state as `input`. The faults of all
 * parts are refused together. Pointers into path, query and header begin with the name of the part; pointers into the
 * body are plain JSON pointers (the contract, section 1).
 */
export function validate(checks: Checks): RequestHandler {
  return function validate(req, res, next) {
    const input = {
      params: { ...req.params },
      query: { ...req.query },
      headers: checks.headers ? { ...req.headers } : {},
      // The body is not copied, because copying a hundred thousand keys takes longer than checking them.
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
