import { findAccount } from '../../../db/accounts/accounts.js';
import { type NotificationFilter } from '../../../db/notifications/notification-filter.js';
import { type NotificationState } from '../../../db/notifications/notifications.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { parseInstant } from '../../../engine/instant.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';
import { type Context } from '../../operation.js';

/** The parameters of a filter, as the document has them. */
export interface GivenFilter {
  account?: string;
  state?: NotificationState;
  since?: string;
  until?: string;
  fault?: string;
  failed_since?: string;
}

/** Turns the parameters of a filter into the filter that db takes. Refuses an unknown account. */
export async function notificationFilterOf(
  { account, state, since, until, fault, failed_since: failedSince }: GivenFilter,
  { db }: Pick<Context, 'db'>,
): Promise<NotificationFilter | Refusal> {
  if (account !== undefined && !(isStorableId(account) && (await findAccount(db, account)))) {
    return refuse('unknown-object', 'No such account.');
  }
  return {
    ...(account !== undefined && { accountId: account }),
    ...(state !== undefined && { state }),
    ...(since !== undefined && { since: parseInstant(since) }),
    ...(until !== undefined && { until: parseInstant(until) }),
    ...(fault !== undefined && { fault }),
    ...(failedSince !== undefined && { failedSince: parseInstant(failedSince) }),
  };
}
