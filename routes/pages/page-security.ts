import { type RequestHandler } from 'express';

// Nothing inline, nothing from elsewhere, not in a frame; forms and saving reach this server only.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * The headers of pages whose address holds a token: the address leaves in no Referer, is kept by no cache and no search
 * engine, and nothing foreign runs beside it.
 */
export function pageSecurity(): RequestHandler {
  return function pageSecurity(_req, res, next) {
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('X-Frame-Options', 'DENY');
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    next();
  };
}
