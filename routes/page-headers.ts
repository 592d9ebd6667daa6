import { type RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page may load and where its forms may lead, by the directives of a Content-Security-Policy. */
type PagePolicy = Record<string, string[]>;

/** helmet for pages: all that it has, no frame, no Referer, and nothing loaded but what the policy names. */
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
