import { type StoredApplication } from '../db/applications/applications.js';
import { dayOf } from '../engine/calendar.js';
import { type NotificationPayload } from '../engine/notification/notification-request.js';

/** The content of the notification of an application that was completed at this instant, ms. */
export function notificationPayload(application: StoredApplication, completedAt: number): NotificationPayload {
  return {
    application_id: application.applicationId,
    position_id: application.positionId,
    aname: application.positionName,
    started: application.dateSub,
    completed: dayOf(completedAt),
    report_id: application.positionId,
    report_name: application.reportName,
  };
}
