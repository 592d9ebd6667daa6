import { createHash } from 'node:crypto';
import { type RequestHandler } from 'express';

/**
 * Serves the text of the OpenAPI document without a change, in one of its two notations. Pages of any origin may read
 * it.
 */
export function openapiDocument({ text, contentType }: { text: string; contentType: string }): RequestHandler {
  const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
  return (req, res) => {
    res.setHeader('ETag', etag);
    res.setHeader('Cache-Control', 'no-cache');
    res.setHeader('Access-Control-Allow-Origin', '*');
    if (req.fresh) {
      res.statusCode = 304;
      res.end();
      return;
    }
    res.setHeader('Content-Type', contentType);
    res.end(text);
  };
}
