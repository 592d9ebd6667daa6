import { type Knex } from 'knex';
import { findNotification, type StoredNotification } from '../../../db/notifications/list-notifications.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refused } from '../output/refused.js';

/** Finds the notification of that application. Refuses an application that has none. */
export async function knownNotification(db: Knex, applicationId: string): Promise<StoredNotification> {
  const found = isStorableId(applicationId) ? await findNotification(db, applicationId) : undefined;
  if (found) return found;
  throw refused(
    `Application ${applicationId} has no notification: there is no such application, it is not completed, ` +
      'or no url was set when it was completed.',
  );
}
