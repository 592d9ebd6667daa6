import { type RequestHandler } from 'express';
import helmet from 'helmet';

/** helmet for paths that answer JSON only: nothing may be loaded, framed or guessed from a reply. */
export function securityHeaders(): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    xFrameOptions: { action: 'deny' },
    // These speak to browsers about pages, or to plug-ins long gone.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return function securityHeaders(req, res, next) {
    headers(req, res, next);
  };
}
