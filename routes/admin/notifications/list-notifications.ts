import { countNotifications, newestNotifications } from '../../../db/notifications/newest-notifications.js';
import { readNotificationCursor, writeNotificationCursor } from '../../../engine/notification/notification-cursor.js';
import { Refusal, refuseFaults } from '../../../engine/refusal.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { notificationFilterOf } from './notification-filter-of.js';
import { presentListed } from './present-listed.js';

/**
 * Lists notifications of all accounts, the newest first. The cursor names the first one of a page, so a page that is
 * read again with it stays the same while newer ones come. These are counted.
 */
export async function listNotifications(
  { cursor, limit, order: _order, ...given }: Input<'adminListNotifications'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminListNotifications'>> {
  const start = cursor === undefined ? undefined : readNotificationCursor(cursor);
  if (cursor !== undefined && start === undefined) {
    return refuseFaults([{ pointer: '/query/cursor', detail: 'must be the cursor of an earlier page' }]);
  }
  const filter = await notificationFilterOf(given, { db });
  if (filter instanceof Refusal) return filter;
  const { notifications, next } = await newestNotifications(db, filter, { start, limit });
  const [first] = notifications;
  return {
    count: notifications.length,
    has_more: next !== undefined,
    next_cursor: next && writeNotificationCursor(next),
    own_cursor: cursor ?? (first && writeNotificationCursor(first)),
    total: presentCount(await countNotifications(db, filter)),
    newer: start ? presentCount(await countNotifications(db, filter, start)) : { count: 0, at_least: false },
    items: await presentListed(db, notifications),
  };
}

const presentCount = ({ count, atLeast }: { count: number; atLeast: boolean }): Schema<'AdminCount'> => ({
  count,
  at_least: atLeast,
});
