import { type Knex } from 'knex';
import { listAccounts } from '../../../db/accounts/accounts.js';
import { lastDurations } from '../../../db/notifications/notification-attempts.js';
import { type StoredNotification } from '../../../db/notifications/list-notifications.js';
import { type Schema } from '../../documented.js';
import { presentNotification, presentReplayed } from '../../notifications/present-notification.js';

/**
 * Turns notifications of any accounts into their form in the console, with the names of the accounts and how long the
 * last attempt took.
 */
export async function presentListed(
  db: Knex,
  notifications: readonly StoredNotification[],
): Promise<Schema<'AdminNotification'>[]> {
  if (notifications.length === 0) return [];
  const accounts = await listAccounts(db, [...new Set(notifications.map(({ accountId }) => accountId))]);
  const names = new Map(accounts.map(({ accountId, name }) => [accountId, name]));
  const durations = await lastDurations(db, notifications);
  return notifications.map((notification) => ({
    ...presentNotification(notification),
    account_id: notification.accountId,
    account: names.get(notification.accountId) ?? '',
    last_total_ms: durations.get(notification.notificationId) ?? null,
    replayed: presentReplayed(notification),
  }));
}
