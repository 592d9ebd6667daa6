import { type RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * helmet for paths that answer only JSON: a browser must not load or frame anything from a reply, nor guess its type.
 */
export function securityHeaders(): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    xFrameOptions: { action: 'deny' },
    // These headers are for browsers that show pages, or for plug-ins that no longer exist.
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
