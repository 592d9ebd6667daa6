import { type Knex } from 'knex';
import { findNotificationById, type StoredNotification } from '../../../db/notifications/list-notifications.js';
import { type EntityId, isStorableId } from '../../../engine/entity-id.js';
import { refuse, type Refusal } from '../../../engine/refusal.js';

/** Finds the notification of that id, on whatever account. */
export async function knownNotification(db: Knex, notificationId: EntityId): Promise<StoredNotification | Refusal> {
  const found = isStorableId(notificationId) ? await findNotificationById(db, notificationId) : undefined;
  return found ?? refuse('unknown-object', 'No such notification.');
}
