import { randomBytes } from 'node:crypto';
import { type Request, type Response } from 'express';
import { type Knex } from 'knex';
import { isTooBig as hasTooMany } from '../../db/applications/lists/list-applications.js';
import { readAccess } from '../../db/accounts/permissions.js';
import { type Permissions } from '../../engine/permissions.js';
import { stateOf } from '../../middleware/request-state.js';
import { type CallContext, type RequestContext } from '../../routes/faces/perform.js';
import { markReplayed } from '../../routes/faces/mark-replayed.js';
import { type Context } from '../../routes/operation.js';
import { permissionCache } from './permission-cache.js';
import { tooBigCache } from './too-big-cache.js';

export interface RequestContextParts {
  db: Knex;
  publicUrl: string;
  now(): number;
  wakeNotifier: Context['wakeNotifier'];
  deliverTest: Context['deliverTest'];
  refusalOfUrl: Context['refusalOfUrl'];
  noteRefusedBy: Context['noteRefusedBy'];
}

/** What the faces ask of a request after authentication: the operation's context and its checked input. */
export function requestContext(parts: RequestContextParts) {
  const { db, publicUrl, now, wakeNotifier, deliverTest, refusalOfUrl, noteRefusedBy } = parts;
  const permissionsAt = permissionCache({ read: (userId) => readAccess(db, userId) });
  const isTooBig = tooBigCache({ probe: (accountIds) => hasTooMany(db, accountIds), now });

  function withPermissions(req: Request, res: Response, permissions: Permissions): RequestContext {
    const { requestId, caller } = stateOf(res);
    const { userId, userName, kind, credentialId } = caller!;
    return {
      db,
      publicUrl,
      now: now(),
      requestId,
      address: req.ip ?? '',
      newToken,
      isTooBig,
      wakeNotifier,
      deliverTest,
      refusalOfUrl,
      noteRefusedBy,
      caller: { userId, userName, kind, credentialId, permissions },
    };
  }

  async function ofCaller(req: Request, res: Response): Promise<RequestContext> {
    const { userId, accessVersion } = stateOf(res).caller!;
    return withPermissions(req, res, await permissionsAt(userId, accessVersion));
  }

  return {
    withPermissions,
    ofCaller,
    /**
     * On the resource face every request of a partner user is a partner request. No request of an internal user is one.
     */
    async ofResource(req: Request, res: Response): Promise<CallContext> {
      const context = await ofCaller(req, res);
      const partnerRequest = context.caller.kind === 'partner';
      return Object.assign(context, { partnerRequest, noteReplay: () => markReplayed(res) });
    },
    inputOf(res: Response): Record<string, unknown> {
      const { params, query, headers, body } = stateOf(res).input!;
      if (params.account_id !== undefined) stateOf(res).accountId = params.account_id as string;
      const key = headers['idempotency-key'];
      return { ...body, ...query, ...params, ...(key !== undefined && { idempotency_key: key }) };
    },
  };
}

const newToken = (): string => randomBytes(16).toString('base64url');
