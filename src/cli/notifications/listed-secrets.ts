import { type Knex } from 'knex';
import { notificationAccount, secretDates } from '../../../db/notifications/notification-accounts.js';
import { iso } from '../output/iso.js';
import { fingerprintOf } from './signing-secret.js';

/** A signing secret as it may be shown: the secret itself is not in it. */
export interface ListedSecret {
  /** From 1, in the order of the signatures. */
  order: number;
  fingerprint: string;
  /** Null if it was added before that was recorded. */
  added: string | null;
}

/** Lists the signing secrets of an account, the oldest first. */
export async function listedSecrets(db: Knex, accountId: string): Promise<ListedSecret[]> {
  const { signingSecrets } = await notificationAccount(db, accountId);
  const dates = await secretDates(db, accountId);
  return signingSecrets.map((secret, index) => {
    const fingerprint = fingerprintOf(secret);
    return { order: index + 1, fingerprint, added: iso(dates[fingerprint]) };
  });
}
