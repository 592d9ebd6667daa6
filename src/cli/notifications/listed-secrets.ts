import { type Knex } from 'knex';
import { listSigningSecrets } from '../../../db/notifications/notification-accounts.js';
import { iso } from '../output/iso.js';

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
  const secrets = await listSigningSecrets(db, accountId);
  return secrets.map(({ fingerprint, addedAt }, index) => ({ order: index + 1, fingerprint, added: iso(addedAt) }));
}
