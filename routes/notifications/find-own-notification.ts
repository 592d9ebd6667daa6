import { findNotification, type StoredNotification } from '../../db/notifications/list-notifications.js';
import { type Need } from '../../engine/permissions.js';
import { type ApplicationInput, findOwnApplication } from '../applications/find-own-application.js';
import { type Context } from '../operation.js';
import { refuse, Refusal } from '../refusal.js';

/** The notification of the application named, if both are there and the caller may do this with them. */
export async function findOwnNotification(
  input: ApplicationInput,
  need: Need,
  context: Context,
): Promise<StoredNotification | Refusal> {
  const application = await findOwnApplication(input, need, context);
  if (application instanceof Refusal) return application;
  const notification = await findNotification(context.db, application.applicationId);
  return (
    notification ??
    refuse('unknown-object', 'No notification: the application is not completed, or no url was set when it was.')
  );
}
