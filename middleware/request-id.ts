import { type RequestHandler } from 'express';
import { stateOf } from './request-state.js';

const WELL_FORMED = /^[A-Za-z0-9._-]{1,128}$/;

/**
 * Sets the id of the request: a well-formed `X-Request-Id` is kept, anything else is replaced by `makeId()`. The id is
 * written to the reply and the request state (the contract, section 1).
 */
export function requestId({ makeId }: { makeId: () => string }): RequestHandler {
  return function requestId(req, res, next) {
    const sent = req.headers['x-request-id'];
    const id = typeof sent === 'string' && WELL_FORMED.test(sent) ? sent : makeId();
    stateOf(res).requestId = id;
    res.setHeader('X-Request-Id', id);
    next();
  };
}
