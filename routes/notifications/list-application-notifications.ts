import { listAttempts } from '../../db/notifications/notification-attempts.js';
import { Refusal } from '../../engine/refusal.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { knownNotification } from './known-notification.js';
import { presentAttempt, presentNotification } from './present-notification.js';

/** Gets the notification of an application with the attempts that are kept (contract, section 7, /notifications). */
export async function listApplicationNotifications(
  _input: Input<'listApplicationNotifications'>,
  { db, application }: On<'application'>,
): Promise<Outcome<'listApplicationNotifications'>> {
  const notification = await knownNotification(db, application.applicationId);
  if (notification instanceof Refusal) return notification;
  const attempts = await listAttempts(db, notification.notificationId);
  return { ...presentNotification(notification), attempts: attempts.map(presentAttempt) };
}
