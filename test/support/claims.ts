import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import {
  type ClaimedNotification,
  claimNotifications,
  type ClaimOptions,
} from '../../db/notifications/claim-notifications.js';
import { allDueAccounts } from '../../db/notifications/due/due-accounts.js';
import { type FinishedAttempt } from '../../db/notifications/finish-notifications.js';

/** Claims everything that is due on the channel of the endpoints. `more` overrides the options. */
export async function claimDue(db: Knex, more: Partial<ClaimOptions> = {}): Promise<ClaimedNotification[]> {
  const { channel = 'endpoint' } = more;
  return claimNotifications(db, {
    channel,
    accounts: more.accounts ?? (await allDueAccounts(db, channel)),
    freeSlots: () => 100,
    limit: 100,
    leaseMs: 60_000,
    token: randomBytes(12).toString('base64url'),
    ...more,
  });
}

/**
 * Makes the first attempt of a claimed notification. It was answered with 200 after 5 ms, except for what `more` says.
 */
export function finishedAttempt(
  { notificationId, token }: Pick<FinishedAttempt, 'notificationId' | 'token'>,
  more: Partial<FinishedAttempt> = {},
): FinishedAttempt {
  return {
    notificationId,
    token,
    number: 1,
    startedAt: 1_000,
    dnsMs: null,
    connectMs: null,
    firstByteMs: null,
    totalMs: 5,
    outcome: 'delivered',
    status: 200,
    fault: null,
    address: null,
    reply: '',
    next: { ended: 'delivered' },
    ...more,
  };
}
