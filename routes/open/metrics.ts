import { createHash, timingSafeEqual } from 'node:crypto';
import { type RequestHandler } from 'express';

export interface MetricsSource {
  /** The bearer token to ask for (RFC 6750). Without one anybody may read the metrics. */
  token: string | undefined;
  contentType: string;
  metrics(): Promise<string>;
}

/** Serves the metrics in the text format of Prometheus. */
export function metrics(source: MetricsSource): RequestHandler {
  return async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    if (source.token !== undefined && !isSame(req.headers.authorization ?? '', `Bearer ${source.token}`)) {
      res.status(401).setHeader('WWW-Authenticate', 'Bearer realm="metrics"').end();
      return;
    }
    const text = await source.metrics();
    res.setHeader('Content-Type', source.contentType);
    res.end(text);
  };
}

// The digests have one length, and comparing them takes the same time whatever is in them.
function isSame(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
