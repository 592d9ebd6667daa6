import { type RequestHandler } from 'express';

export interface MetricsSource {
  contentType: string;
  metrics(): Promise<string>;
}

/** Serves the metrics in the text format of Prometheus. */
export function metrics(source: MetricsSource): RequestHandler {
  return async (_req, res) => {
    const text = await source.metrics();
    res.setHeader('Content-Type', source.contentType);
    res.setHeader('Cache-Control', 'no-store');
    res.end(text);
  };
}
