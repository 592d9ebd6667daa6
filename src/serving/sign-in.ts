import { type RequestHandler } from 'express';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { noteCredentialUse } from '../../db/accounts/credentials.js';
import { findSignInUser } from '../../db/accounts/find-sign-in-user.js';
import { authenticate } from '../../middleware/authentication/authenticate.js';
import { credentialCache } from '../../middleware/authentication/credential-cache.js';
import { familiarPlaces } from '../../middleware/authentication/familiar-places.js';
import { type AuthOutcome, type PasswordChecks } from '../../middleware/authentication/prove-password.js';
import { passwordGate } from '../../middleware/authentication/password-gate.js';
import { SIGN_IN_LIMITS, throttleFailures } from '../../middleware/authentication/throttle-failures.js';
import { PASSWORD_COST } from '../../routes/accounts/new-credential.js';
import { type WorkerLink } from '../workers/worker-link.js';
import { noteUse } from './note-use.js';
import { shareNext } from './share-next.js';

export interface SignInParts {
  db: Knex;
  now(): number;
  log: Pick<Logger, 'warn'>;
  /** The cost of an attempt on an unknown user; by default that of new credentials. */
  passwordCost?: number | undefined;
  /** Where sign-ins are counted. */
  auth?: Record<AuthOutcome, number> | undefined;
  /** The other processes behind this port, which count failures and take turns with this one. */
  link?: Pick<WorkerLink, 'windows' | 'inTurn'> | undefined;
}

/**
 * Makes HTTP Basic against the user store, with its cache, gate and throttle, and the figures for the metrics. The
 * console's sign-in gets the same gate and throttle, so that guesses at one slow those at the other.
 */
export function signIn({ db, now, log, passwordCost = PASSWORD_COST, auth = noSignIns(), link }: SignInParts) {
  const cache = credentialCache({ now });
  const gate = passwordGate({ cost: passwordCost, ...(link && { inTurn: link.inTurn }) });
  const throttle = throttleFailures(SIGN_IN_LIMITS, now, link && ((name) => link.windows(`sign-in ${name}`)));
  const checks: PasswordChecks = { gate, throttle, places: familiarPlaces(now), counters: auth };
  // Under load a few users make most of the requests, and each look-up is a round trip to the database.
  const findUser = shareNext((userName) => findSignInUser(db, userName));
  const note = noteUse({ write: (credentialId, at) => noteCredentialUse(db, credentialId, at), now, log });
  const authenticateUser: RequestHandler = authenticate({
    ...checks,
    findUser,
    cache,
    addressOf: (req) => req.ip ?? '',
    noteUse: note,
    now,
  });
  return { authenticateUser, checks, findUser, noteUse: note, gauges: { auth, cache, gate } };
}

const noSignIns = (): Record<AuthOutcome, number> => ({ cached: 0, verified: 0, refused: 0, throttled: 0, busy: 0 });
