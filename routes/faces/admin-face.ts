import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { type ConsoleRole, roleSuffices } from '../../engine/console/console-role.js';
import { refuse, Refusal, RefusalError } from '../../engine/refusal.js';
import { type Operator } from '../admin/admin-operation.js';
import { refusalOfUnconfirmed } from '../admin/refusal-of-unconfirmed.js';
import { type AdminOperationId, type Named } from '../documented.js';
import { writeJson } from '../json-text.js';
import { RawReply } from '../raw-reply.js';
import { type AnyAdminRow } from './admin-operations.js';
import { canonicalInput } from './canonical-input.js';
import { type AnyRow, type CallContext, perform } from './perform.js';
import { sendJson } from './send-json.js';

/** Any row of the table of the console's operations, with what the document says of its operation. */
export interface AdminResource {
  operationId: AdminOperationId;
  row: AnyAdminRow;
  /** The least role that may use it. */
  role: ConsoleRole;
  /** Whether `If-Match` must name the version that is changed. */
  ifMatch: boolean;
  /** The status when it succeeds. */
  status: number;
}

export interface AdminFaceParts {
  /** Gives the checked parameters of the request: path, query and body together. */
  inputOf(res: Response): Record<string, unknown>;
  contextOf(req: Request, res: Response): CallContext & { operator: Operator };
  /** Makes the browser forget the session. */
  forgetSession(res: Response): void;
}

/** The console's face: as the resource face, but with roles in place of permissions and for pages in a browser. */
export function adminFace(resource: AdminResource, { inputOf, contextOf, forgetSession }: AdminFaceParts) {
  const { operationId, row, role, ifMatch, status } = resource;
  const access = { ...row, needs: row.on === 'user' ? 'nothing' : role === 'viewer' ? 'read' : 'write' };
  const face: RequestHandler = async (req: Request, res: Response, next: NextFunction) => {
    const version = ifMatch ? req.headers['if-match'] : undefined;
    // The document asks for a number in quotes.
    const input = {
      ...canonicalInput(inputOf(res)),
      ...(version !== undefined && { if_match: Number(version.slice(1, -1)) }),
    };
    const context = contextOf(req, res);
    const refusal = refusalOf(resource, context, version);
    const answer = await perform(operationId, access as AnyRow<never, object>, input as never, context, refusal);
    if (answer instanceof Refusal) return next(new RefusalError(answer));
    if (row.endsSession) forgetSession(res);
    if (row.location) res.setHeader('Location', row.location(answer as never, input as Named));
    res.setHeader('Cache-Control', row.secret ? 'no-store' : 'private, no-cache');
    if (status === 204) return void res.status(204).end();
    send(req, res, resource, answer);
  };
  return face;
}

function refusalOf(
  { row, role, ifMatch }: AdminResource,
  { operator: { session }, now }: ReturnType<AdminFaceParts['contextOf']>,
  version: string | undefined,
): Refusal | undefined {
  if (!roleSuffices(session.role, role)) {
    return refuse('not-enough-permissions', `This needs the role ${role}, and yours is ${session.role}.`);
  }
  if (ifMatch && version === undefined) {
    return refuse('version-missing', 'Say in If-Match which version you change: the ETag of the reply that you read.');
  }
  return row.confirmed ? refusalOfUnconfirmed(session, now) : undefined;
}

function send(req: Request, res: Response, { row, status }: AdminResource, answer: object): void {
  const cacheControl = row.secret ? 'no-store' : 'private, no-cache';
  if (answer instanceof RawReply) {
    const { 'Content-Type': contentType, ...headers } = answer.headers;
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    return sendJson(req, res, { status, text: answer.text, cacheControl, contentType });
  }
  const version = row.version?.(answer as never);
  const etag = version === undefined ? undefined : `"${version}"`;
  sendJson(req, res, { status, text: writeJson(answer), cacheControl, etag });
}
