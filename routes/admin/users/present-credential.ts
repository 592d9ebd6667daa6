import { type StoredCredential } from '../../../db/accounts/credentials.js';
import { credentialState } from '../../../engine/sign-in/credential-state.js';
import { type Schema } from '../../documented.js';

/** A credential as the console shows it. Neither password nor hash is in it. */
export function presentCredential(credential: StoredCredential, now: number): Schema<'ListedCredential'> {
  const { credentialId, label, purpose, createdAt, lastUsedAt, expiresAt, revokedAt } = credential;
  return {
    credential_id: credentialId,
    label,
    purpose,
    state: credentialState(credential, now),
    created: new Date(createdAt).toISOString(),
    last_used: iso(lastUsedAt),
    expires: iso(expiresAt),
    revoked: iso(revokedAt),
  };
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
