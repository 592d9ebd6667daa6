import { createHash } from 'node:crypto';
import { type RequestHandler } from 'express';

/** Serves the OpenAPI document as it stands, in one of its two notations; any page may read it. */
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
