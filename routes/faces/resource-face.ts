import { hash } from 'node:crypto';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { canonicalInput } from './canonical-input.js';
import { writeJson } from '../json-text.js';
import { type Context, type Operation } from '../operation.js';
import { Refusal } from '../refusal.js';

/** How an operation is served at its own address: what to add to its answer, which the operation itself need not know. */
export interface Resource {
  // The input was checked against the document of this very operation; no narrower type can be told here.
  run: Operation<never, object>;
  status?: number;
  /** Path of what was created, for the Location header. */
  location?(answer: object, input: Record<string, unknown>): string;
  /** Query parameters of the next page, for the Link header (RFC 8288). */
  nextPage?(answer: object): Record<string, string> | undefined;
}

export interface ResourceFaceParts {
  /** The checked parameters of the request, of path, query, header and body together. */
  inputOf(res: Response): Record<string, unknown>;
  contextOf(req: Request, res: Response): Promise<Context>;
  /** The error that the face's error renderer writes as a problem. */
  toError(refusal: Refusal): Error;
}

/** The resource face: one operation at its own address, its outcome in the HTTP status (contract section 7). */
export function resourceFace(resource: Resource, { inputOf, contextOf, toError }: ResourceFaceParts): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const input = canonicalInput(inputOf(res));
    const answer = await resource.run(input as never, await contextOf(req, res));
    if (answer instanceof Refusal) return next(toError(answer));
    const nextPage = resource.nextPage?.(answer);
    if (nextPage) res.setHeader('Link', `<${pageUrl(req.originalUrl, nextPage)}>; rel="next"`);
    if (resource.location) res.setHeader('Location', resource.location(answer, input));
    send(req, res, { status: resource.status ?? 200, text: writeJson(answer) });
  };
}

function send(req: Request, res: Response, { status, text }: { status: number; text: string }): void {
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (req.method === 'GET' || req.method === 'HEAD') {
    // The answer differs by caller, and may differ at the next moment: keep it only to ask again.
    res.setHeader('Cache-Control', 'private, no-cache');
    res.setHeader('Vary', 'Authorization');
    res.setHeader('ETag', `"${hash('sha1', text, 'base64url')}"`);
    if (req.headers['if-none-match'] !== undefined && req.fresh) {
      res.statusCode = 304;
      res.removeHeader('Content-Type');
      res.end();
      return;
    }
  }
  res.statusCode = status;
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}

/** The same address with other query parameters; relative, so that it holds behind any proxy. */
function pageUrl(originalUrl: string, parameters: Record<string, string>): string {
  const [path, query] = originalUrl.split('?', 2);
  const search = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parameters)) search.set(name, value);
  return `${path}?${search.toString()}`;
}
