import { listSigningSecrets as secretsOf } from '../../../db/notifications/notification-accounts.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentSigningSecret } from './present-signing-secret.js';

/** Lists the signing secrets of an account by fingerprint, the oldest first. All of them sign. */
export async function listSigningSecrets(
  _input: Input<'adminListSigningSecrets'>,
  { db, accountId }: AdminOn<'account'>,
): Promise<Outcome<'adminListSigningSecrets'>> {
  return { items: (await secretsOf(db, accountId)).map(presentSigningSecret) };
}
