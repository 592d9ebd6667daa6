import { type Knex } from 'knex';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { normalAddress, trimAddress } from '../../engine/application/mail-address.js';
import { storedSpellings } from './lists/stored-spellings.js';

export interface InvitedAt {
  /** An e-mail address. */
  email: string;
  /** Only the applications of this account. */
  accountId: string | undefined;
  now: number;
  limit: number;
}

// Nobody is invited to that many assessments. Who tries an account out may be.
const LOOKED_AT = 200;

/**
 * The open applications whose invitations go to that address, in any spelling of it, the newest first. An invitation's
 * address is stored as it was given. So it is looked for as it is written here, and by the candidate's address, which
 * is stored in one form and is the same for most.
 */
export async function openInvited(db: Knex, { email, accountId, now, limit }: InvitedAt): Promise<string[]> {
  const normal = normalAddress(email);
  const look = (column: 'candidate_email' | 'app_email', values: string[]) =>
    db('applications')
      .whereIn(column, values)
      .where({ state: APPLICATION_STATES.incomplete, ...(accountId !== undefined && { account_id: accountId }) })
      .andWhere('expires_ms', '>', now)
      .whereNotNull('app_email')
      .limit(LOOKED_AT)
      .select('id', 'app_email');
  const found = [
    ...(await look('candidate_email', storedSpellings(normal))),
    ...(await look('app_email', [...new Set([email, normal])])),
  ];
  const invited = found.filter(({ app_email: address }) => normalAddress(trimAddress(address!)) === normal);
  const newest = [...new Set(invited.map(({ id }) => id))].sort((one, other) => Number(BigInt(other) - BigInt(one)));
  return newest.slice(0, limit);
}
