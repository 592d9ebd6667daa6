import { listCredentials, setCredentialExpiry } from '../../../db/accounts/credentials.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refuse, Refusal } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { expiryOf } from './expiry-of.js';
import { presentCredential } from './present-credential.js';

/** Lets a credential end on another day, or never. A revoked one stays revoked. */
export async function changeCredential(
  { user_id: userId, credential_id: credentialId, expires }: Input<'adminChangeCredential'>,
  { operator: _, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminChangeCredential'>> {
  const expiresAt = expiryOf(expires, context.now);
  if (expiresAt instanceof Refusal) return expiresAt;
  return change(context, async (trx): Promise<Outcome<'adminChangeCredential'>> => {
    const all = isStorableId(userId) ? await listCredentials(trx, userId) : [];
    const credential = all.find((one) => one.credentialId === credentialId);
    if (!credential) return refuse('unknown-object', 'No such credential.');
    const isChanged = await setCredentialExpiry(trx, { userId, credentialId, expiresAt });
    if (!isChanged && credential.revokedAt !== undefined) return refuse('conflict', 'The credential is revoked.');
    return presentCredential({ ...credential, expiresAt }, context.now);
  });
}
