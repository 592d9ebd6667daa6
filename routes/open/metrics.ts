import { type RequestHandler } from 'express';
import { sameToken } from '../same-token.js';

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
    if (source.token !== undefined && !sameToken(req.headers.authorization, `Bearer ${source.token}`)) {
      res.status(401).setHeader('WWW-Authenticate', 'Bearer realm="metrics"').end();
      return;
    }
    const text = await source.metrics();
    res.setHeader('Content-Type', source.contentType);
    res.end(text);
  };
}
