import { type RequestHandler } from 'express';
import { pageHeaders } from '../page-headers.js';

const SELF = ["'self'"];

/**
 * The headers of pages whose address holds a token: the address leaves in no Referer, is kept by no cache and no search
 * engine, and nothing foreign runs beside it. Nothing inline; forms and saving reach this server only.
 */
export function pageSecurity(): RequestHandler {
  const headers = pageHeaders({ scriptSrc: SELF, styleSrc: SELF, imgSrc: SELF, connectSrc: SELF, formAction: SELF });
  return function pageSecurity(req, res, next) {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    headers(req, res, next);
  };
}
