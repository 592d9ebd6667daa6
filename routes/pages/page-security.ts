import { type RequestHandler } from 'express';
import { pageHeaders } from '../page-headers.js';

const SELF = ["'self'"];

/**
 * Sets the headers of pages whose address contains a token. The address is not sent in a Referer, no cache or search
 * engine keeps the page, and no foreign code runs in it. Nothing is inline. Forms and saved answers go only to this
 * server.
 */
export function pageSecurity(): RequestHandler {
  const headers = pageHeaders({
    scriptSrc: SELF,
    styleSrc: SELF,
    imgSrc: SELF,
    fontSrc: SELF,
    connectSrc: SELF,
    formAction: SELF,
  });
  return function pageSecurity(req, res, next) {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    headers(req, res, next);
  };
}
