import { createHash } from 'node:crypto';
import { type RequestHandler } from 'express';

/**
 * Serves the OpenAPI document in one of its two notations. It is written at the first request, because that takes time
 * which most processes never need. Pages of any origin may read it.
 */
export function openapiDocument({ write, contentType }: { write: () => string; contentType: string }): RequestHandler {
  let written: { text: string; etag: string } | undefined;
  const writeOnce = (): { text: string; etag: string } => {
    const text = write();
    return { text, etag: `"${createHash('sha1').update(text).digest('base64url')}"` };
  };
  return (req, res) => {
    written ??= writeOnce();
    res.setHeader('ETag', written.etag);
    res.setHeader('Cache-Control', 'no-cache');
    res.setHeader('Access-Control-Allow-Origin', '*');
    if (req.fresh) {
      res.statusCode = 304;
      res.end();
      return;
    }
    res.setHeader('Content-Type', contentType);
    res.end(written.text);
  };
}
