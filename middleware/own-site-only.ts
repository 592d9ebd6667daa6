import { type RequestHandler } from 'express';
import { problem } from './problems.js';

const READS = ['GET', 'HEAD'];
const OWN = ['same-origin', 'none'];

/**
 * Refuses a request that may change something and that a browser sends for a page of another site. A browser in which
 * somebody typed the password of a user sends it along, whoever made the page. Browsers say for whom they ask
 * (`Sec-Fetch-Site`), and no page can change that. Other clients do not send this header.
 */
export function ownSiteOnly(): RequestHandler {
  return function ownSiteOnly(req, _res, next) {
    const site = req.headers['sec-fetch-site'];
    if (site !== undefined && !READS.includes(req.method) && !OWN.includes(String(site))) {
      throw problem.malformed('A browser sent this for a page of another site.');
    }
    next();
  };
}
