import bcrypt from 'bcrypt';
import { type Knex } from 'knex';
import { addCredential, type CredentialPurpose, listCredentials } from '../../db/accounts/credentials.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { normalForm } from '../../engine/sign-in/normal-form.js';

/** bcrypt's cost for new credentials: some 56 ms of a core. The cost of a failed attempt must be the same. */
export const PASSWORD_COST = 10;

export interface NewCredential {
  userId: string;
  label: string;
  password: string;
  /** By default `api`. */
  purpose?: CredentialPurpose | undefined;
  /** The instant in ms. Without it the credential is valid until it is revoked. */
  expiresAt?: number | undefined;
  now: number;
  cost?: number;
}

type Transact<T> = (work: (trx: Knex.Transaction) => Promise<string>) => Promise<T>;

/**
 * Adds a credential to a user and answers its id. All credentials of a user share one salt, so an attempt costs one
 * bcrypt, however many credentials there are (decision 0004). The password must have passed `checkNewPassword`. A
 * caller that writes more in the same transaction gives its own `transact`, which may be called again.
 */
export async function newCredential<T = string>(
  db: Knex,
  credential: NewCredential,
  transact: Transact<T> = (work) => writeTransaction(db, work) as Promise<T>,
): Promise<T> {
  const { userId, password, cost = PASSWORD_COST } = credential;
  for (;;) {
    // The password is hashed before the transaction, because nobody else could write during the hashing.
    const passwordHash = await hashPassword(password, { salt: await saltOf(db, userId, cost), cost });
    try {
      return await transact((trx) => addIfSalted(trx, { ...credential, passwordHash, cost }));
    } catch (error) {
      if (!(error instanceof OtherSalt)) throw error;
    }
  }
}

/**
 * Hashes the normal form of a password that has passed `checkNewPassword`. Without `salt` it makes a new one, as for
 * the first credential of a user.
 */
export async function hashPassword(
  password: string,
  { salt, cost = PASSWORD_COST }: { salt?: string | undefined; cost?: number } = {},
): Promise<string> {
  return bcrypt.hash(normalForm(password), salt ?? (await bcrypt.genSalt(cost)));
}

/** Another credential of the user was added in between, with another salt. */
class OtherSalt extends Error {}

async function addIfSalted(
  trx: Knex.Transaction,
  {
    userId,
    label,
    passwordHash,
    purpose,
    expiresAt,
    now,
    cost,
  }: NewCredential & { passwordHash: string; cost: number },
): Promise<string> {
  // The lock admits one writer at a time for each user. Two first credentials at once would not share a salt.
  await dialectOf(trx).lockRow(trx, 'users', userId);
  const salt = await saltOf(trx, userId, cost);
  if (salt !== undefined && !passwordHash.startsWith(salt)) throw new OtherSalt();
  return addCredential(trx, { userId, label, passwordHash, purpose, expiresAt, now });
}

async function saltOf(db: Knex, userId: string, cost: number): Promise<string | undefined> {
  const usable = (await listCredentials(db, userId)).filter((credential) => credential.revokedAt === undefined);
  const hash = usable.map((credential) => credential.passwordHash).find((known) => bcrypt.getRounds(known) === cost);
  return hash?.slice(0, 29);
}
