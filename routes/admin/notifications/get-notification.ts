import { type Knex } from 'knex';
import { findAccount, type StoredAccount } from '../../../db/accounts/accounts.js';
import { findApplication } from '../../../db/applications/applications.js';
import { listAttempts } from '../../../db/notifications/notification-attempts.js';
import { findPayload, type StoredNotification } from '../../../db/notifications/list-notifications.js';
import { notificationAccount } from '../../../db/notifications/notification-accounts.js';
import { type AccountConfig, readAccountConfig } from '../../../engine/config/account-config.js';
import { missingStatus, reasonOf } from '../../../engine/notification/ending.js';
import { notificationRequest } from '../../../engine/notification/notification-request.js';
import { shownRequest } from '../../../engine/notification/shown-request.js';
import { Refusal } from '../../../engine/refusal.js';
import { type Input, type Schema } from '../../documented.js';
import { presentAttempt } from '../../notifications/present-notification.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownNotification } from './known-notification.js';
import { presentListed } from './present-listed.js';

/** Gets one notification with its attempts, why it ended, and the request that would be sent now, without secrets. */
export async function getNotification(
  { notification_id: notificationId }: Input<'adminGetNotification'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminGetNotification'>> {
  const notification = await knownNotification(db, notificationId);
  if (notification instanceof Refusal) return notification;
  const [listed] = await presentListed(db, [notification]);
  const attempts = await listAttempts(db, notificationId);
  const account = (await findAccount(db, notification.accountId))!;
  const { paused } = await notificationAccount(db, notification.accountId);
  const config = readable(account);
  const missing = config && missingStatus(notification, config.retriedStatuses);
  return {
    ...listed!,
    paused,
    reason: reasonOf({ ...notification, paused }),
    ...(missing !== undefined && { missing_status: missing }),
    request: config ? await requestOfNow(db, notification, config) : null,
    attempts: attempts.map(presentAttempt),
  };
}

/** The config, unless it cannot be decrypted. What can be shown without it must still be shown. */
function readable(account: StoredAccount): AccountConfig | undefined {
  try {
    return readAccountConfig(account.config);
  } catch {
    return undefined;
  }
}

async function requestOfNow(
  db: Knex,
  { notificationId, applicationId, accountId }: StoredNotification,
  config: AccountConfig,
): Promise<Schema<'ShownRequest'> | null> {
  const application = (await findApplication(db, applicationId))!;
  const { signingSecrets } = await notificationAccount(db, accountId);
  const subject = {
    applicationId,
    appUrl: application.appUrl,
    payload: await findPayload(db, notificationId),
    signingSecrets,
  };
  const request = notificationRequest(config, subject);
  return request ? shownRequest(request, config) : null;
}
