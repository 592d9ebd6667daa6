import { type RequestHandler } from 'express';
import { problem } from '../problems.js';

const READS = ['GET', 'HEAD'];

/**
 * Lets only our own pages change something. A browser sends the cookie along whoever made the page, and it says for
 * whom it asks (`Sec-Fetch-Site`). Where it does not say that (plain http on another machine, old browsers), `Origin`
 * must be ours. A request with neither is refused, so there is no client that may leave both out.
 */
export function sameOrigin({ origin }: { origin: string }): RequestHandler {
  return function sameOrigin(req, _res, next) {
    const { 'sec-fetch-site': site, origin: from } = req.headers;
    const isOurs = site === undefined ? from === origin : site === 'same-origin';
    if (!READS.includes(req.method) && !isOurs) throw problem.foreignSite();
    next();
  };
}
