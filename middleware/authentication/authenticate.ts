import { type Request, type RequestHandler, type Response } from 'express';
import passport from 'passport';
import { BasicStrategy } from 'passport-http';
import { type SignedInUser } from '../../engine/caller.js';
import { normalForm } from '../../engine/sign-in/normal-form.js';
import { parseBasicCredentials, type BasicCredentials } from './basic-credentials.js';
import { type CredentialCache, type VerifiedCredential } from './credential-cache.js';
import { type KnownCredential, type KnownUser } from './known-user.js';
import { isUsable, type PasswordChecks, provePassword } from './prove-password.js';
import { CHALLENGE } from '../problems.js';
import { stateOf } from '../request-state.js';

/** What `authenticate` needs. `noteUse` is called at every success and must be cheap. */
export interface AuthenticateOptions extends PasswordChecks {
  findUser: (userName: string) => Promise<KnownUser | undefined>;
  cache: CredentialCache;
  addressOf: (req: Request) => string;
  noteUse: (credentialId: string) => void;
  now: () => number;
}

type Verify = (req: Request, claim: BasicCredentials) => Promise<SignedInUser | undefined>;

/**
 * passport-http's strategy with the parser of RFC 7617: a password may have colons or be empty, and no other scheme is
 * read.
 */
class Rfc7617Strategy extends BasicStrategy {
  // This is not a #private member, because passport makes an Object.create() of this object for each request and calls
  // that.
  private readonly verify: Verify;

  constructor(verify: Verify) {
    super({ passReqToCallback: true }, () => undefined);
    this.verify = verify;
  }

  override authenticate(req: Request): void {
    const { success, fail, error } = this as unknown as Actions;
    const claim = parseBasicCredentials(req.headers.authorization);
    if (!claim) return fail(CHALLENGE);
    this.verify(req, claim).then((caller) => (caller ? success(caller) : fail(CHALLENGE)), error);
  }
}

interface Actions {
  success: (caller: SignedInUser) => void;
  fail: (challenge: string) => void;
  error: (error: unknown) => void;
}

/**
 * HTTP Basic (the contract, section 2). The order is: parse, find the user, look for a verified password of an active
 * credential, throttle failures (429), run bcrypt behind its gate (503 when full), refuse (401). The user is read on
 * each request, so a revocation is effective at the next one. A user who has signed in at this address before waits for
 * no failures but those in its own name there, and goes ahead of strangers at the gate (decision 0033). Whatever is
 * wrong with name, password, user or credential, the attempt costs one bcrypt and gets the same reply. Sets `caller` in
 * the request state.
 */
export function authenticate(options: AuthenticateOptions): RequestHandler {
  const strategies = new passport.Passport();
  strategies.use('basic', new Rfc7617Strategy(verifier(options)));
  // assignProperty and authInfo skip passport's own login and its session look-ups on each request.
  const run = strategies.authenticate('basic', {
    session: false,
    failWithError: true,
    assignProperty: 'caller',
    authInfo: false,
  }) as RequestHandler;
  return function authenticate(req, res, next) {
    run(req, res, (error?: unknown) => {
      if (error) return next(error);
      stateOf(res).caller = (req as Request & { caller: SignedInUser }).caller;
      next();
    });
  };
}

function verifier(options: AuthenticateOptions): Verify {
  const { findUser, cache, places, addressOf, noteUse, now, counters } = options;
  return async function verify(req, sent) {
    const res = req.res as Response;
    const user = await findUser(sent.userName);
    // All forms of a name share its place in the queue and its count of failures.
    const claim = { ...sent, userName: normalForm(sent.userName) };
    if (user) stateOf(res).userName = user.userName;
    const usable = user?.active ? user.credentials.filter((credential) => isUsable(credential, now(), 'api')) : [];
    const verified = usable.find((credential) => cache.has(cacheEntry(claim, credential)));
    if (verified && counters) counters.cached += 1;
    const address = addressOf(req);
    const credential = verified ?? (await provePassword(options, { ...claim, address, user, usable, res }));
    if (!user || !credential) return undefined;
    if (!verified) cache.add(cacheEntry(claim, credential));
    places.add(user.userId, address);
    noteUse(credential.credentialId);
    const { userId, userName, kind, accessVersion } = user;
    return { userId, userName, kind, credentialId: credential.credentialId, accessVersion };
  };
}

function cacheEntry(claim: BasicCredentials, { credentialId, version }: KnownCredential): VerifiedCredential {
  return { ...claim, credentialId, version };
}
