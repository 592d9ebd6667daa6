import { listNotifications as storedNotifications } from '../../db/notifications/list-notifications.js';
import { notificationAccount } from '../../db/notifications/notification-accounts.js';
import { type NotificationState } from '../../db/notifications/notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { readNotificationCursor, writeNotificationCursor } from '../../engine/notification/notification-cursor.js';
import { accountsFor } from '../access.js';
import { type Operation } from '../operation.js';
import { type NotificationView, presentNotification } from './present-notification.js';
import { refuseFaults, Refusal } from '../refusal.js';

/** Which notifications of an account: each an RFC 3339 instant or a day, `until` not included. */
export interface NotificationFilter {
  account_id: EntityId;
  state?: NotificationState;
  since?: string;
  until?: string;
}

export interface NotificationPageInput extends NotificationFilter {
  limit: number;
  cursor?: string;
}

export interface NotificationListPage {
  /** Whether the account's notifications are held back. */
  paused: boolean;
  count: number;
  has_more: boolean;
  next_cursor?: string;
  items: NotificationView[];
}

/** The notifications of an account, oldest first, a page behind an opaque cursor. */
export const listNotifications: Operation<NotificationPageInput, NotificationListPage> = async (input, context) => {
  const accounts = accountsFor('read', input.account_id, context);
  if (accounts instanceof Refusal) return accounts;
  const start = input.cursor === undefined ? undefined : readNotificationCursor(input.cursor);
  if (input.cursor !== undefined && start === undefined) {
    return refuseFaults([{ pointer: '/query/cursor', detail: 'must be the next_cursor of the page before' }]);
  }
  // One more than asked for: the inclusive cursor names the first item of the next page.
  const found = await storedNotifications(context.db, { ...storedFilter(input), start, limit: input.limit + 1 });
  const items = found.slice(0, input.limit).map(presentNotification);
  const next = found[input.limit];
  return {
    paused: (await notificationAccount(context.db, input.account_id)).paused,
    count: items.length,
    has_more: next !== undefined,
    ...(next && { next_cursor: writeNotificationCursor(next) }),
    items,
  };
};

/** The filter in the words of db. */
export function storedFilter({ account_id: accountId, state, since, until }: NotificationFilter) {
  return {
    accountId,
    state,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  };
}
