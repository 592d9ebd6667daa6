import { randomBytes } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { findConsoleSession, noteSessionUse } from '../../../db/console/console-sessions.js';
import { type LiveSession } from '../../../engine/console/console-session.js';
import { type Permissions } from '../../../engine/permissions.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { isUsable, provePassword } from '../../../middleware/authentication/prove-password.js';
import { sameOrigin } from '../../../middleware/console/same-origin.js';
import { sessionCookie } from '../../../middleware/console/session-cookie.js';
import { jsonBody } from '../../../middleware/json-body.js';
import { stateOf } from '../../../middleware/request-state.js';
import { validate } from '../../../middleware/validate.js';
import { type AdminOperationId } from '../../../routes/documented.js';
import { adminFace, type AdminFaceParts } from '../../../routes/faces/admin-face.js';
import { type RequestContext } from '../../../routes/faces/perform.js';
import { type Operator } from '../../../routes/admin/admin-operation.js';
import { type PageAssets } from '../../../routes/pages/page-assets.js';
import { ADMIN } from '../../../routes/faces/admin-operations.js';
import { type CompiledOperation } from '../../document/openapi.js';
import { consoleCookie } from './console-cookie.js';
import { consoleSignIn, type ConsoleSignInParts } from './console-sign-in.js';

export interface AdminRouterParts extends Pick<ConsoleSignInParts, 'checks' | 'findUser' | 'noteUse'> {
  db: Knex;
  operations: CompiledOperation[];
  publicUrl: string;
  contexts: Pick<AdminFaceParts, 'inputOf'> & {
    withPermissions(req: Request, res: Response, permissions: Permissions): RequestContext;
  };
  /** Tells the log and the metrics which operation a request is. */
  nameOperation(operation: string): RequestHandler;
  limit: RequestHandler;
  now(): number;
  log: Pick<Logger, 'warn'>;
  version: string;
  readPosition: Operator['readPosition'];
  assets: PageAssets;
}

/** Serves the operations below /v1/admin to operators who signed in to the console. Nothing else reads their cookie. */
export function adminRouter(parts: AdminRouterParts): Router {
  const { db, operations, publicUrl, contexts, limit, nameOperation, now, log, version, readPosition, assets } = parts;
  const cookie = consoleCookie(publicUrl);
  const router = Router({ caseSensitive: true, strict: true });
  router.use('/v1/admin', (_req, res, next) => {
    res.setHeader('Vary', 'Cookie');
    next();
  });
  router.use('/v1/admin', sameOrigin(cookie));
  const authenticateOperator = sessionCookie({
    cookieName: cookie.name,
    findSession: (tokenHash) => findConsoleSession(db, tokenHash),
    // It is not waited for, because whoever only reads must not wait for the lock of a writer.
    noteUse: (sessionId, at) =>
      void noteSessionUse(db, sessionId, at).catch((error: unknown) =>
        log.warn({ err: error }, 'could not note the use of a session'),
      ),
    now,
  });
  const face: AdminFaceParts = {
    inputOf: contexts.inputOf,
    contextOf(req, res) {
      const session = stateOf(res).session!;
      const provePassword = provePasswordOf(parts, req, res, session);
      const operator = { session, version, randomBytes, provePassword, readPosition, assets };
      const permissions = session.role === 'viewer' ? 'reading every account' : 'every account';
      const context = contexts.withPermissions(req, res, permissions);
      return { ...context, partnerRequest: false, noteReplay: () => undefined, operator };
    },
    forgetSession(res) {
      res.clearCookie(cookie.name, cookie.options);
      res.setHeader('Clear-Site-Data', '"cache"');
    },
  };
  const signIn = consoleSignIn({ ...parts, cookie, randomBytes });
  for (const operation of operations) {
    const { operationId, method, path, checks, body, maxBodyBytes, consoleRole: role, ifMatch, statuses } = operation;
    const isSignIn = operationId === 'adminSignIn';
    if (!isSignIn && !isAdminOperation(operationId)) continue;
    if (!isSignIn && role === undefined) throw new Error(`openapi.yaml: ${operationId} has no x-console-role`);
    const status = statuses.find((one) => one < 300)!;
    router[method](
      path,
      nameOperation(operationId),
      ...(isSignIn ? [] : [authenticateOperator, limit]),
      ...(body === 'none' ? [] : [jsonBody({ limitBytes: maxBodyBytes, optional: body === 'optional' })]),
      validate(checks),
      isSignIn ? signIn : adminFace({ operationId, row: ADMIN[operationId], role: role!, ifMatch, status }, face),
    );
  }
  return router;
}

function isAdminOperation(operationId: string): operationId is AdminOperationId {
  return Object.hasOwn(ADMIN, operationId);
}

function provePasswordOf(
  { checks, findUser, now }: AdminRouterParts,
  req: Request,
  res: Response,
  { userName, credentialId }: LiveSession,
) {
  return async (password: string): Promise<boolean> => {
    const user = await findUser(userName);
    const own = (user?.credentials ?? []).filter((credential) => credential.credentialId === credentialId);
    const usable = own.filter((credential) => isUsable(credential, now(), 'console'));
    const claim = { userName: normalForm(userName), password, address: req.ip ?? '', user, usable, res };
    return (await provePassword(checks, claim)) !== undefined;
  };
}
