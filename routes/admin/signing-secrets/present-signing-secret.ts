import { type ListedSecret } from '../../../db/notifications/notification-accounts.js';
import { type Schema } from '../../documented.js';

/** A signing secret as the console shows it: the secret itself is not in it. */
export function presentSigningSecret({ fingerprint, addedAt }: ListedSecret): Schema<'SigningSecret'> {
  return { fingerprint, added: addedAt === undefined ? null : new Date(addedAt).toISOString() };
}
