import { type RequestHandler } from 'express';
import { problem } from './problems.js';

/**
 * Refuses a request with more than one `Host` header, equal ones too (RFC 9112, section 3.2). Node keeps the first and
 * a proxy before us may have read the last, so the two would not agree for whom the request is. Node itself refuses a
 * request without one.
 */
export function singleHost(): RequestHandler {
  return function singleHost(req, _res, next) {
    let hosts = 0;
    // This is `headersDistinct` without an object for each request.
    for (let index = 0; index < req.rawHeaders.length; index += 2) {
      const name = req.rawHeaders[index]!;
      if (name.length === HOST.length && name.toLowerCase() === HOST) hosts += 1;
    }
    if (hosts > 1) throw problem.malformed('The request has more than one Host header.');
    next();
  };
}

const HOST = 'host';
