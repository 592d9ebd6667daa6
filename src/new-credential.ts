import bcrypt from 'bcrypt';
import { type Knex } from 'knex';
import { addCredential, listCredentials } from '../db/credentials.js';

/** bcrypt's cost for new credentials: some 56 ms of a core. What a failed attempt costs must follow it. */
export const PASSWORD_COST = 10;

// bcrypt hashes no more than that; the rest would be ignored in silence.
const MAX_BYTES = 72;
// eslint-disable-next-line no-control-regex -- these are what HTTP Basic can't carry
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** What is wrong with a password that is about to be set, if anything. */
export function checkNewPassword(password: string): string | undefined {
  if (password === '') return 'The password must not be empty.';
  if (Buffer.byteLength(password) > MAX_BYTES) {
    return `The password must be at most ${MAX_BYTES} bytes of UTF-8: what is longer would not count.`;
  }
  return CONTROL.test(password) ? 'The password must not hold control characters.' : undefined;
}

export interface NewCredential {
  userId: string;
  label: string;
  password: string;
  /** Instant ms; undefined lives until revoked. */
  expiresAt?: number | undefined;
  now: number;
  cost?: number;
}

/**
 * Adds a credential to a user and answers its id. All credentials of a user share one salt, so that an attempt costs one
 * bcrypt however many there are (decision 0004). The password must have passed `checkNewPassword`.
 */
export async function newCredential(db: Knex, credential: NewCredential): Promise<string> {
  const { userId, label, password, expiresAt, now, cost = PASSWORD_COST } = credential;
  const salt = (await saltOf(db, userId, cost)) ?? (await bcrypt.genSalt(cost));
  const passwordHash = await bcrypt.hash(password, salt);
  return addCredential(db, { userId, label, passwordHash, expiresAt, now });
}

async function saltOf(db: Knex, userId: string, cost: number): Promise<string | undefined> {
  const usable = (await listCredentials(db, userId)).filter((credential) => credential.revokedAt === undefined);
  const hash = usable.map((credential) => credential.passwordHash).find((known) => bcrypt.getRounds(known) === cost);
  return hash?.slice(0, 29);
}
