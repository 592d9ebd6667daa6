import { createHmac, randomBytes } from 'node:crypto';

/** What makes a verified password: a new credential version makes all remembered ones of the old version worthless. */
export interface VerifiedCredential {
  userName: string;
  credentialId: string;
  version: number;
  password: string;
}

/** Remembers verified passwords; `hits` and `misses` count the answers of `has`. */
export interface CredentialCache {
  has(credential: VerifiedCredential): boolean;
  add(credential: VerifiedCredential): void;
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
}

/** `lifetimeMs` counts from the verification and is not prolonged by use; `now` is in ms. */
export interface CredentialCacheOptions {
  key?: Buffer;
  maxEntries?: number;
  lifetimeMs?: number;
  now: () => number;
}

/**
 * A bounded memory of successes only, so that bcrypt is paid once and not on each request (the contract, section 2).
 * It holds no password, only HMAC-SHA-256 values under a key that dies with the process. It does not know whether
 * user and credential are still active: the caller looks that up on each request.
 */
export function credentialCache(options: CredentialCacheOptions): CredentialCache {
  const { key = randomBytes(32), maxEntries = 10_000, lifetimeMs = 600_000, now } = options;
  // All entries live equally long, so the order of insertion is the order of expiry.
  const expiries = new Map<string, number>();
  let hits = 0;
  let misses = 0;

  const has = (credential: VerifiedCredential): boolean => {
    const expiry = expiries.get(digest(key, credential));
    const found = expiry !== undefined && now() < expiry;
    if (found) hits += 1;
    else misses += 1;
    return found;
  };

  const add = (credential: VerifiedCredential): void => {
    const entry = digest(key, credential);
    expiries.delete(entry);
    for (const [oldest, expiry] of expiries) {
      if (now() < expiry && expiries.size < maxEntries) break;
      expiries.delete(oldest);
    }
    expiries.set(entry, now() + lifetimeMs);
  };

  return {
    has,
    add,
    get size() {
      return expiries.size;
    },
    get hits() {
      return hits;
    },
    get misses() {
      return misses;
    },
  };
}

function digest(key: Buffer, { userName, credentialId, version, password }: VerifiedCredential): string {
  // A length before each part: no two tuples give the same text.
  const parts = [userName, credentialId, String(version), password].map((part) => `${part.length}:${part}`);
  return createHmac('sha256', key).update(parts.join('')).digest('base64');
}
