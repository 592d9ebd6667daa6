import { lockAccount } from '../../../db/accounts/accounts.js';
import { addSigningSecret as addSecret, MAX_SIGNING_SECRETS } from '../../../db/notifications/notification-accounts.js';
import { fingerprintOf, newSigningSecret } from '../../../engine/notification/signing-secret.js';
import { refuse } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentSigningSecret } from './present-signing-secret.js';

/** Makes one more signing secret, which is shown this once. The older ones still sign. */
export async function addSigningSecret(
  _input: Input<'adminAddSigningSecret'>,
  { accountId, operator, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminAddSigningSecret'>> {
  const secret = newSigningSecret(operator.randomBytes);
  const fingerprint = fingerprintOf(secret);
  return change(
    context,
    async (trx): Promise<Outcome<'adminAddSigningSecret'>> => {
      await lockAccount(trx, accountId);
      const added = await addSecret(trx, accountId, { secret, now: context.now });
      if (added !== 'added') {
        return refuse('conflict', `The account has ${MAX_SIGNING_SECRETS} signing secrets already: remove one first.`);
      }
      return { ...presentSigningSecret({ fingerprint, addedAt: context.now }), secret };
    },
    () => `account ${accountId} ${fingerprint}`,
  );
}
