import { createHash } from 'node:crypto';
import { type Request, type RequestHandler } from 'express';
import { type ConsoleSession, isLive, SEEN_EVERY_MS } from '../../engine/console/console-session.js';
import { problem } from '../problems.js';
import { stateOf } from '../request-state.js';

export interface SessionCookieOptions {
  cookieName: string;
  /** Finds the session of a token by its SHA-256, in hex. */
  findSession(tokenHash: string): Promise<ConsoleSession | undefined>;
  /** Is told that a session is used, at most once a minute for each. It must be cheap. */
  noteUse(sessionId: string, now: number): void;
  now(): number;
}

/**
 * Lets in whoever has the cookie of a live session (401 otherwise, without `WWW-Authenticate`, for which a browser
 * would open its own dialog). The session is read on each request, so the end of a session, role, credential or user
 * is effective at the next one. A request with `Pop-Background: 1`, which the page sends by itself, is no use of a
 * session.
 */
export function sessionCookie({ cookieName, findSession, noteUse, now }: SessionCookieOptions): RequestHandler {
  return async function sessionCookie(req, res, next) {
    const tokenHash = tokenHashOf(req, cookieName);
    const session = tokenHash === undefined ? undefined : await findSession(tokenHash);
    if (session) stateOf(res).userName = session.userName;
    const at = now();
    if (!session || !isLive(session, at)) throw problem.consoleSignIn();
    const isUse = req.headers['pop-background'] !== '1' && at - session.seenAt >= SEEN_EVERY_MS;
    if (isUse) noteUse(session.sessionId, at);
    const { userId, userName, kind, credentialId, accessVersion } = session;
    stateOf(res).session = isUse ? { ...session, seenAt: at } : session;
    stateOf(res).caller = { userId, userName, kind, credentialId, accessVersion };
    next();
  };
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The SHA-256 of the token in the cookie, in hex. Undefined without a cookie of that name, or if it is no token. */
export function tokenHashOf(req: Request, cookieName: string): string | undefined {
  const start = `${cookieName}=`;
  const parts = (req.headers.cookie ?? '').split(';').map((part) => part.trim());
  const token = parts.find((part) => part.startsWith(start))?.slice(start.length);
  return token !== undefined && TOKEN.test(token) ? hashOfToken(token) : undefined;
}

/** What the database knows of a token: its SHA-256, in hex. The token is random, so nobody finds it by trying. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
