import { type Request, type RequestHandler, type Response } from 'express';
import { type Knex } from 'knex';
import { recordAudit } from '../../../db/accounts/audit.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { addConsoleSession, endConsoleSessions } from '../../../db/console/console-sessions.js';
import { type LiveSession, SESSION_LIMITS } from '../../../engine/console/console-session.js';
import { refuse, RefusalError } from '../../../engine/refusal.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { type KnownUser } from '../../../middleware/authentication/known-user.js';
import { isUsable, type PasswordChecks, provePassword } from '../../../middleware/authentication/prove-password.js';
import { hashOfToken, tokenHashOf } from '../../../middleware/console/session-cookie.js';
import { problem } from '../../../middleware/problems.js';
import { stateOf } from '../../../middleware/request-state.js';
import { presentSession } from '../../../routes/admin/session/present-session.js';
import { sendJson } from '../../../routes/faces/send-json.js';
import { type ConsoleCookie } from './console-cookie.js';

export interface ConsoleSignInParts {
  db: Knex;
  cookie: ConsoleCookie;
  /** Shared with HTTP Basic. */
  checks: PasswordChecks;
  findUser(userName: string): Promise<KnownUser | undefined>;
  noteUse(credentialId: string): void;
  randomBytes(size: number): Buffer;
  now(): number;
  version: string;
}

/** What a wrong attempt is told, whatever is wrong with it. */
const WRONG = 'The user name or the password is wrong, or the user has no role in the console.';

/** Begins a session (POST /v1/admin/session) with a new token, in place of the one that the browser had. */
export function consoleSignIn(parts: ConsoleSignInParts): RequestHandler {
  const { cookie, randomBytes, now, version } = parts;
  return async function consoleSignIn(req, res) {
    if (cookie.refusal !== undefined) throw new RefusalError(refuse('not-enough-permissions', cookie.refusal));
    const { user: userName, password } = stateOf(res).input!.body as { user: string; password: string };
    const user = await parts.findUser(userName);
    if (user) stateOf(res).userName = user.userName;
    const credentialId = await prove(parts, { req, res, userName, password, user });
    if (!user?.consoleRole || credentialId === undefined) {
      if (user) await recordAudit(parts.db, entryOf({ req, res, at: now(), user }, 'console-sign-in'));
      throw problem.consoleSignIn(WRONG);
    }
    parts.checks.places.add(user.userId, req.ip ?? '');
    parts.noteUse(credentialId);
    const token = randomBytes(32).toString('base64url');
    const session = await begin(parts, { req, res, user, credentialId, token });
    res.cookie(cookie.name, token, cookie.options);
    const text = JSON.stringify(presentSession({ session, version }, now()));
    sendJson(req, res, { status: 200, text, cacheControl: 'no-store' });
  };
}

interface Attempt {
  req: Request;
  res: Response;
  user: KnownUser | undefined;
  userName: string;
  password: string;
}

/** The credential of the console of which this is the password. Nobody without a role has one that is usable. */
async function prove(
  { checks, now }: ConsoleSignInParts,
  { req, res, user, userName, password }: Attempt,
): Promise<string | undefined> {
  const mayEnter = user?.active && user.kind === 'internal' && user.consoleRole !== undefined;
  const usable = mayEnter ? user.credentials.filter((credential) => isUsable(credential, now(), 'console')) : [];
  const claim = { userName: normalForm(userName), password, address: req.ip ?? '', user, usable, res };
  return (await provePassword(checks, claim))?.credentialId;
}

interface Begun {
  req: Request;
  res: Response;
  user: KnownUser;
  credentialId: string;
  token: string;
}

async function begin(
  { db, cookie, randomBytes, now }: ConsoleSignInParts,
  { req, res, user, credentialId, token }: Begun,
): Promise<LiveSession> {
  const at = now();
  const session: LiveSession = {
    sessionId: randomBytes(16).toString('hex'),
    ...user,
    role: user.consoleRole!,
    credentialId,
    credentialEndsAt: undefined,
    createdAt: at,
    seenAt: at,
    endsAt: at + SESSION_LIMITS.lifetimeMs,
    confirmedAt: at,
  };
  const replaced = tokenHashOf(req, cookie.name);
  const place = { address: req.ip ?? '', agent: req.headers['user-agent'] ?? '' };
  await writeTransaction(db, async (trx) => {
    if (replaced !== undefined) await endConsoleSessions(trx, { tokenHash: replaced });
    await addConsoleSession(trx, { ...session, ...place, tokenHash: hashOfToken(token) });
    await recordAudit(trx, entryOf({ req, res, at, user, credentialId, sessionId: session.sessionId }, 'ok'));
  });
  return session;
}

interface Entered {
  req: Request;
  res: Response;
  at: number;
  user: KnownUser;
  credentialId?: string;
  sessionId?: string;
}

function entryOf({ req, res, at, user, credentialId, sessionId }: Entered, outcome: string) {
  return {
    at,
    userName: user.userName,
    credentialId,
    operation: 'adminSignIn',
    object: sessionId === undefined ? `user ${user.userName}` : `session ${sessionId}`,
    outcome,
    address: req.ip ?? '',
    requestId: stateOf(res).requestId,
  };
}
