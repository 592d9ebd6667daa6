import { listCredentials as credentialsOf } from '../../../db/accounts/credentials.js';
import { Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownUser } from './known-user.js';
import { presentCredential } from './present-credential.js';

/** Lists the credentials of a user, revoked and expired ones too, the oldest first. */
export async function listCredentials(
  { user_id: userId }: Input<'adminListCredentials'>,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminListCredentials'>> {
  const user = await knownUser(db, userId);
  if (user instanceof Refusal) return user;
  return { items: (await credentialsOf(db, userId)).map((credential) => presentCredential(credential, now)) };
}
