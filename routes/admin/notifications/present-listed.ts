import { type Knex } from 'knex';
import { listAccounts } from '../../../db/accounts/accounts.js';
import { type StoredNotification } from '../../../db/notifications/list-notifications.js';
import { type Schema } from '../../documented.js';
import { presentNotification, presentReplayed } from '../../notifications/present-notification.js';

/** Turns notifications of any accounts into their form in the console, with the names of the accounts. */
export async function presentListed(
  db: Knex,
  notifications: readonly StoredNotification[],
): Promise<Schema<'AdminNotification'>[]> {
  if (notifications.length === 0) return [];
  const accounts = await listAccounts(db, [...new Set(notifications.map(({ accountId }) => accountId))]);
  const names = new Map(accounts.map(({ accountId, name }) => [accountId, name]));
  return notifications.map((notification) => ({
    ...presentNotification(notification),
    account_id: notification.accountId,
    account: names.get(notification.accountId) ?? '',
    replayed: presentReplayed(notification),
  }));
}
