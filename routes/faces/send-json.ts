import { hash } from 'node:crypto';
import { type Request, type Response } from 'express';

export interface Sent {
  status: number;
  text: string;
  cacheControl: string;
  /** The ETag of a reply that has a version; by default that of its text. */
  etag?: string | undefined;
  contentType?: string | undefined;
}

/** Sends a reply, or 304 if the client that asks again has the same one. */
export function sendJson(req: Request, res: Response, { status, text, cacheControl, etag, contentType }: Sent): void {
  res.setHeader('Content-Type', contentType ?? 'application/json; charset=utf-8');
  res.setHeader('Cache-Control', cacheControl);
  // The text is put together and encoded only here. Its hash, its length and its sending would each do that again.
  const body = Buffer.from(text);
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  if (isRead || etag !== undefined) res.setHeader('ETag', etag ?? `"${hash('sha1', body, 'base64url')}"`);
  if (isRead && req.headers['if-none-match'] !== undefined && req.fresh) {
    res.statusCode = 304;
    res.removeHeader('Content-Type');
    res.end();
    return;
  }
  res.statusCode = status;
  res.setHeader('Content-Length', body.length);
  res.end(body);
}
