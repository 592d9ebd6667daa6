import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Refusal, RefusalError } from '../../engine/refusal.js';
import { type Named, type OperationId } from '../documented.js';
import { writeJson } from '../json-text.js';
import { canonicalInput } from './canonical-input.js';
import { type AnyRow, type CallContext, perform } from './perform.js';
import { sendJson } from './send-json.js';

/** Any row of the table of operations. The input has been checked against the document of this operation. */
export interface Resource {
  operationId: OperationId;
  row: AnyRow<never, object> & {
    location?(answer: never, input: Named): string;
    nextPage?(answer: never): Record<string, string> | undefined;
  };
  /** The status when it succeeds. */
  status: number;
}

export interface ResourceFaceParts {
  /** Gives the checked parameters of the request: path, query, header and body together. */
  inputOf(res: Response): Record<string, unknown>;
  contextOf(req: Request, res: Response): Promise<CallContext>;
}

/** The resource face: each operation has its own address, and the HTTP status has the outcome (contract, section 7). */
export function resourceFace(
  { operationId, row, status }: Resource,
  { inputOf, contextOf }: ResourceFaceParts,
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const input = canonicalInput(inputOf(res));
    const answer = await perform(operationId, row, input as never, await contextOf(req, res));
    if (answer instanceof Refusal) return next(new RefusalError(answer));
    const nextPage = row.nextPage?.(answer as never);
    if (nextPage) res.setHeader('Link', `<${pageUrl(req, nextPage)}>; rel="next"`);
    if (row.location) res.setHeader('Location', row.location(answer as never, input));
    // Replies hold people's data. A client that compares ETags keeps them by itself, but no cache on the way may.
    sendJson(req, res, { status, text: writeJson(answer), cacheControl: 'no-store' });
  };
}

/**
 * Gives the same address with other query parameters. It is a path without a host, so that it is right behind any proxy
 * and never leads a client, with its password, to a host that the request named (`GET https://other.example/v1/...`).
 */
function pageUrl({ path, originalUrl }: Request, parameters: Record<string, string>): string {
  const query = new URLSearchParams(/\?([^#]*)/.exec(originalUrl)?.[1]);
  for (const [name, value] of Object.entries(parameters)) query.set(name, value);
  return `${path}?${query.toString()}`;
}
