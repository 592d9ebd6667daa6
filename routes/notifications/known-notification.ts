import { type Knex } from 'knex';
import { findNotification, type StoredNotification } from '../../db/notifications/list-notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/** Finds the notification of an application. Refuses an application that has none. */
export async function knownNotification(db: Knex, applicationId: EntityId): Promise<StoredNotification | Refusal> {
  return (
    (await findNotification(db, applicationId)) ??
    refuse(
      'unknown-object',
      'No notification: the application is not completed, or no url was set when it was completed.',
    )
  );
}
