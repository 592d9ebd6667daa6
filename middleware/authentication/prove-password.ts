import { type Response } from 'express';
import { type KnownCredential, type KnownUser } from './known-user.js';
import { type FamiliarPlaces } from './familiar-places.js';
import { type Lane, type PasswordGate } from './password-gate.js';
import { problem } from '../problems.js';
import { type FailureThrottle } from './throttle-failures.js';

/** How an attempt to authenticate ended. The metrics count these. */
export type AuthOutcome = 'cached' | 'verified' | 'refused' | 'throttled' | 'busy';

/** What every way of signing in shares, so that guesses count together. */
export interface PasswordChecks {
  gate: PasswordGate;
  throttle: FailureThrottle;
  places: FamiliarPlaces;
  counters?: Record<AuthOutcome, number>;
}

export interface PasswordClaim {
  /** In its normal form: all forms of a name share its place in the queue and its count of failures. */
  userName: string;
  password: string;
  address: string;
  user: KnownUser | undefined;
  /** The credentials that would let the user in, none for an unknown user. */
  usable: KnownCredential[];
  /** Its hang-up gives the attempt up. */
  res: Response;
}

const RETRY_BUSY_SECONDS = 1;

/**
 * Finds the credential of which this is the password. The order is: throttle failures (throws 429), run bcrypt behind
 * its gate (throws 503 when full). A user who has signed in at this address before waits for no failures but those in
 * its own name there, and goes ahead of strangers at the gate (decision 0033). Whatever is wrong, the attempt costs one
 * bcrypt.
 */
export async function provePassword(
  { gate, throttle, places, counters }: PasswordChecks,
  { userName, password, address, user, usable, res }: PasswordClaim,
): Promise<KnownCredential | undefined> {
  const count = (outcome: AuthOutcome): void => void (counters && (counters[outcome] += 1));
  const claimant = claimantOf(userName, user);
  const place = user && places.find(user.userId, address);
  const seconds = throttle.retryAfter(claimant, address, { familiar: place !== undefined });
  if (seconds !== undefined) {
    count('throttled');
    throw problem.tooManyFailures(seconds);
  }
  const hashes = usable.map((credential) => credential.passwordHash);
  const lane = laneOf(place, throttle.unsuspectedNetwork(address));
  const match = await gate.check({ userName, password, hashes, lane, signal: hangUpOf(res) });
  if (match === 'busy') {
    count('busy');
    // Otherwise whoever keeps the gate full would guess without a limit.
    throttle.turnedAway(claimant, address);
    throw problem.overloaded(RETRY_BUSY_SECONDS);
  }
  const credential = usable[match];
  count(credential ? 'verified' : 'refused');
  if (!credential) {
    throttle.failed(claimant, address);
    return undefined;
  }
  throttle.succeeded(claimant, address);
  return credential;
}

/** Whether a credential of this purpose lets its user in at this moment. */
export function isUsable(
  { purpose, expiresAt, revokedAt }: KnownCredential,
  now: number,
  asked: KnownCredential['purpose'],
): boolean {
  return (
    purpose === asked && (expiresAt === undefined || now < expiresAt) && (revokedAt === undefined || now < revokedAt)
  );
}

function laneOf(place: string | undefined, network: string | undefined): Lane | undefined {
  if (place !== undefined) return { standing: 'familiar', owner: place };
  return network === undefined ? undefined : { standing: 'unsuspected', owner: network };
}

// The newest credential is part of it. So a new password begins a new count in every process, and its user need not
// wait for the failures of the old one. Credentials of both purposes count, so that guesses at one slow those at the
// other.
function claimantOf(userName: string, user: KnownUser | undefined): string {
  const newest = (user?.credentials ?? []).reduce(
    (known, { credentialId, version }) =>
      BigInt(credentialId) > known.id ? { id: BigInt(credentialId), version } : known,
    { id: 0n, version: 0 },
  );
  return `${newest.id} ${newest.version} ${userName}`;
}

function hangUpOf(res: Response): AbortSignal {
  const hangUp = new AbortController();
  if (res.destroyed) hangUp.abort();
  res.once('close', () => hangUp.abort());
  return hangUp.signal;
}
