import { listAttempts } from '../../db/notifications/notification-attempts.js';
import { type ApplicationInput } from '../applications/find-own-application.js';
import { findOwnNotification } from './find-own-notification.js';
import { type Operation } from '../operation.js';
import {
  type AttemptView,
  type NotificationView,
  presentAttempt,
  presentNotification,
} from './present-notification.js';
import { Refusal } from '../refusal.js';

/** The notification of an application with its kept attempts (contract section 7, /notifications). */
export const listApplicationNotifications: Operation<
  ApplicationInput,
  NotificationView & { attempts: AttemptView[] }
> = async (input, context) => {
  const notification = await findOwnNotification(input, 'read', context);
  if (notification instanceof Refusal) return notification;
  const attempts = await listAttempts(context.db, notification.notificationId);
  return { ...presentNotification(notification), attempts: attempts.map(presentAttempt) };
};
