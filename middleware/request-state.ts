import { type Response } from 'express';
import { type SignedInUser } from '../engine/caller.js';
import { type LiveSession } from '../engine/console/console-session.js';

/** The values that `validate` accepted: path and query coerced, headers by lower-case name, the body as it was sent. */
interface CheckedInput {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/**
 * All state of one request. `requestId` is set from the first middleware on. Each other part is absent until the step
 * that sets it: `caller` by authenticate, `input` by validate, `operation` and `accountId` by the face, `errorCode` by
 * the code that answers with an error.
 */
export interface RequestState {
  requestId: string;
  /** Set when HTTP Basic has succeeded, or the cookie of the console. */
  caller?: SignedInUser;
  /** The session of a request of the console. */
  session?: LiveSession;
  /**
   * The name of an existing user, even when the attempt failed. An unknown name is never kept, because it may be a
   * password.
   */
  userName?: string;
  input?: CheckedInput;
  operation?: string;
  accountId?: string;
  errorCode?: number;
}

/** The typed view of `res.locals`. Per-request state is kept only there. */
export function stateOf(res: Pick<Response, 'locals'>): RequestState {
  return res.locals as RequestState;
}
