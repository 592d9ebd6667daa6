import { listCredentials, revokeCredential as revoke } from '../../../db/accounts/credentials.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refuse } from '../../../engine/refusal.js';
import { change, Unchanged } from '../../change.js';
import { type Input, type NoContent } from '../../documented.js';
import { type Refusal } from '../../../engine/refusal.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Revokes a credential for good, effective at the next request. */
export async function revokeCredential(
  { user_id: userId, credential_id: credentialId }: Input<'adminRevokeCredential'>,
  { operator: _, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminRevokeCredential'>> {
  return change(context, async (trx): Promise<NoContent | Unchanged<NoContent> | Refusal> => {
    const all = isStorableId(userId) ? await listCredentials(trx, userId) : [];
    if (!all.some((one) => one.credentialId === credentialId)) return refuse('unknown-object', 'No such credential.');
    const isRevoked = await revoke(trx, { userId, credentialId, now: context.now });
    return isRevoked ? {} : new Unchanged({});
  });
}
