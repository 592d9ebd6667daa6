import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * What identifies a verified password. A new credential version makes all remembered passwords of the old version
 * useless.
 */
export interface VerifiedCredential {
  userName: string;
  credentialId: string;
  version: number;
  password: string;
}

/** Remembers verified passwords. `hits` and `misses` count the answers of `has`. */
export interface CredentialCache {
  has(credential: VerifiedCredential): boolean;
  add(credential: VerifiedCredential): void;
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
}

/** `lifetimeMs` counts from the last use. `now` is in ms. */
export interface CredentialCacheOptions {
  key?: Buffer;
  maxEntries?: number;
  lifetimeMs?: number;
  now: () => number;
}

/**
 * A bounded memory of successes only, so that each request does not cost a bcrypt (the contract, section 2). It holds
 * no password, only HMAC-SHA-256 values under a key that exists as long as the process. It does not know whether user
 * and credential are still active: the caller reads that on each request.
 */
export function credentialCache(options: CredentialCacheOptions): CredentialCache {
  const { key = randomBytes(32), maxEntries = 10_000, lifetimeMs = 86_400_000, now } = options;
  const verified = new LRUCache<string, true>({
    max: maxEntries,
    ttl: lifetimeMs,
    ttlResolution: 0,
    updateAgeOnGet: true,
    perf: { now },
  });
  let hits = 0;
  let misses = 0;

  const has = (credential: VerifiedCredential): boolean => {
    const found = verified.get(digest(key, credential)) !== undefined;
    if (found) hits += 1;
    else misses += 1;
    return found;
  };

  return {
    has,
    add: (credential) => void verified.set(digest(key, credential), true),
    get size() {
      return verified.size;
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
  // Each part has its length before it, so that no two tuples give the same text.
  const parts = [userName, credentialId, String(version), password].map((part) => `${part.length}:${part}`);
  return createHmac('sha256', key).update(parts.join('')).digest('base64');
}
