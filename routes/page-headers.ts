import { type RequestHandler } from 'express';
import helmet from 'helmet';

/** The directives of a Content-Security-Policy: what a page may load and where its forms may lead. */
type PagePolicy = Record<string, string[]>;

/**
 * Sets helmet's headers for pages: all its defaults, no frame, no Referer, and nothing is loaded that the policy does
 * not name.
 */
export function pageHeaders(policy: PagePolicy): RequestHandler {
  const directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], ...policy };
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    xFrameOptions: { action: 'deny' },
  });
  return function pageHeaders(req, res, next) {
    headers(req, res, next);
  };
}
