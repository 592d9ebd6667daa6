import { listNotifications as storedNotifications } from '../../db/notifications/list-notifications.js';
import { notificationAccount } from '../../db/notifications/notification-accounts.js';
import { readNotificationCursor, writeNotificationCursor } from '../../engine/notification/notification-cursor.js';
import { refuseFaults } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentNotification } from './present-notification.js';
import { storedFilter } from './stored-filter.js';

/** Lists the notifications of an account, oldest first, in pages with an opaque cursor. */
export async function listNotifications(
  { cursor, limit, ...filter }: Input<'listNotifications'>,
  { db, accountId }: On<'account'>,
): Promise<Outcome<'listNotifications'>> {
  const start = cursor === undefined ? undefined : readNotificationCursor(cursor);
  if (cursor !== undefined && start === undefined) {
    return refuseFaults([{ pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' }]);
  }
  // We read one item more than asked for, because the inclusive cursor names the first item of the next page.
  const found = await storedNotifications(db, { ...storedFilter(accountId, filter), start, limit: limit + 1 });
  const items = found.slice(0, limit).map(presentNotification);
  const next = found[limit];
  return {
    paused: (await notificationAccount(db, accountId)).paused,
    count: items.length,
    has_more: next !== undefined,
    next_cursor: next && writeNotificationCursor(next),
    items,
  };
}
