import { type Response } from 'express';
import { type SignedInUser } from '../engine/caller.js';

/** What `validate` accepted: path and query coerced, headers by lower-case name, the body as it was sent. */
interface CheckedInput {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/**
 * All that is remembered about one request. `requestId` is there from the first middleware on; each other part is
 * absent until the step that finds it out: `caller` authenticate, `input` validate, `operation` and `accountId` the
 * face, `errorCode` whoever answers with an error.
 */
export interface RequestState {
  requestId: string;
  /** Known once HTTP Basic has succeeded. */
  caller?: SignedInUser;
  /** An existing user's name even when the attempt failed; a name nobody has is never kept: it may be a password. */
  userName?: string;
  input?: CheckedInput;
  operation?: string;
  accountId?: string;
  errorCode?: number;
}

/** The typed view of `res.locals`, the one place where per-request state is kept. */
export function stateOf(res: Pick<Response, 'locals'>): RequestState {
  return res.locals as RequestState;
}
