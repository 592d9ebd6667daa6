import { type Knex } from 'knex';
import { writeStatement } from '../connection/transaction.js';
import { type CredentialRow } from '../connection/tables.js';

/** Whether a credential is a password of the API or of the console. */
export type CredentialPurpose = 'api' | 'console';

export interface StoredCredential {
  credentialId: string;
  label: string;
  version: number;
  purpose: CredentialPurpose;
  passwordHash: string;
  createdAt: number;
  lastUsedAt: number | undefined;
  expiresAt: number | undefined;
  revokedAt: number | undefined;
}

function toCredential(row: CredentialRow): StoredCredential {
  return {
    credentialId: row.id,
    label: row.label,
    version: row.version,
    purpose: row.purpose,
    passwordHash: row.password_hash,
    createdAt: row.created_ms,
    lastUsedAt: row.last_used_ms ?? undefined,
    expiresAt: row.expires_ms ?? undefined,
    revokedAt: row.revoked_ms ?? undefined,
  };
}

/** Adds a credential; `passwordHash` is bcrypt's. Answers its id. */
export async function addCredential(
  db: Knex,
  credential: {
    userId: string;
    label: string;
    passwordHash: string;
    purpose?: CredentialPurpose | undefined;
    expiresAt?: number | undefined;
    now: number;
  },
): Promise<string> {
  const row = {
    user_id: credential.userId,
    label: credential.label,
    password_hash: credential.passwordHash,
    version: 1,
    purpose: credential.purpose ?? ('api' as const),
    created_ms: credential.now,
    expires_ms: credential.expiresAt ?? null,
  };
  const [id] = await writeStatement(db, (to) => to('credentials').insert(row));
  return String(id);
}

/** A user's credentials, revoked and expired ones included, oldest first. */
export async function listCredentials(db: Knex, userId: string): Promise<StoredCredential[]> {
  const rows = await db('credentials').where({ user_id: userId }).orderBy('id');
  return rows.map(toCredential);
}

/**
 * Revokes a credential for good, effective at the next request. False when the user has no such credential, or it is
 * revoked already.
 */
export async function revokeCredential(
  db: Knex,
  { userId, credentialId, now }: { userId: string; credentialId: string; now: number },
): Promise<boolean> {
  const revoked = await writeStatement(db, (to) =>
    to('credentials').where({ id: credentialId, user_id: userId }).whereNull('revoked_ms').update({ revoked_ms: now }),
  );
  return revoked > 0;
}

/**
 * Gives a credential another password. It is effective at the next request, because passwords that were verified before
 * are remembered by the version. `passwordHash` is bcrypt's, with the salt of the old password (decision 0004). Returns
 * false when the credential has been changed or revoked since it was read.
 */
export async function changePassword(
  db: Knex,
  { credentialId, version, passwordHash }: Pick<StoredCredential, 'credentialId' | 'version' | 'passwordHash'>,
): Promise<boolean> {
  const unchanged = db('credentials').where({ id: credentialId, version }).whereNull('revoked_ms');
  return (await unchanged.update({ password_hash: passwordHash, version: version + 1 })) > 0;
}

/** Lets a credential end at another instant (ms), or never. False when there is none, or it is revoked. */
export async function setCredentialExpiry(
  db: Knex,
  { userId, credentialId, expiresAt }: { userId: string; credentialId: string; expiresAt: number | undefined },
): Promise<boolean> {
  const changed = await writeStatement(db, (to) =>
    to('credentials')
      .where({ id: credentialId, user_id: userId })
      .whereNull('revoked_ms')
      .update({ expires_ms: expiresAt ?? null }),
  );
  return changed > 0;
}

/** Records a use. The caller does not record each one, because a write would cost more than the request. */
export async function noteCredentialUse(db: Knex, credentialId: string, now: number): Promise<void> {
  await writeStatement(db, (to) => to('credentials').where({ id: credentialId }).update({ last_used_ms: now }));
}
