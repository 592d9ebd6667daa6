import { lockAccount } from '../../../db/accounts/accounts.js';
import { removeSigningSecret as removeSecret } from '../../../db/notifications/notification-accounts.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input, type NoContent } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Removes a signing secret, from the next attempt on. */
export async function removeSigningSecret(
  { fingerprint }: Input<'adminRemoveSigningSecret'>,
  { accountId, operator: _, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminRemoveSigningSecret'>> {
  return change(context, async (trx): Promise<NoContent | Refusal> => {
    await lockAccount(trx, accountId);
    const left = await removeSecret(trx, accountId, fingerprint);
    return left === undefined ? refuse('unknown-object', 'No such signing secret.') : {};
  });
}
