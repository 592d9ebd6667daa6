import { listCredentials } from '../../../db/accounts/credentials.js';
import { checkName } from '../../../engine/check-name.js';
import { refuse, Refusal, refuseFaults } from '../../../engine/refusal.js';
import { newCredential } from '../../accounts/new-credential.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { expiryOf } from './expiry-of.js';
import { knownUser } from './known-user.js';
import { presentCredential } from './present-credential.js';

/** Gives a user one more password, which we make and which is shown this once. The older ones stay valid. */
export async function addCredential(
  { user_id: userId, label, purpose, expires }: Input<'adminAddCredential'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminAddCredential'>> {
  const { db, now } = context;
  const fault = checkName(label);
  if (fault !== undefined) return refuseFaults([{ pointer: '/label', detail: fault }]);
  const expiresAt = expiryOf(expires, now);
  if (expiresAt instanceof Refusal) return expiresAt;
  const user = await knownUser(db, userId);
  if (user instanceof Refusal) return user;
  if (purpose === 'console' && user.kind !== 'internal') {
    return refuse('conflict', 'The console is for users of kind internal.');
  }
  const password = operator.randomBytes(24).toString('base64url');
  const credential = { userId, label, password, purpose, expiresAt, now };
  return newCredential(db, credential, (work) =>
    change(
      context,
      async (trx): Promise<Outcome<'adminAddCredential'>> => {
        const credentialId = await work(trx);
        const added = (await listCredentials(trx, userId)).find((one) => one.credentialId === credentialId)!;
        return { ...presentCredential(added, now), password };
      },
      ({ credential_id: id }) => `credential ${id as string} of user ${user.name}`,
    ),
  );
}
