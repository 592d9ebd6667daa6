import { type AccountConfig } from '../config/account-config.js';
import { type NotificationPayload, type NotificationRequest, notificationRequest } from './notification-request.js';

// No application has this id.
const NO_ID = '0';
const MARK = 'webhook-test';

/**
 * The request that tests an account's notification settings. It is like a real one, but it is about application 0 and
 * marked by the header `webhook-test: true` and by `test` in the body. `today` is a day YYYY-MM-DD. Undefined without a
 * url.
 */
export function testNotification(
  config: AccountConfig,
  { today, signingSecrets }: { today: string; signingSecrets: string[] },
): NotificationRequest | undefined {
  const payload: NotificationPayload & { test: true } = {
    application_id: NO_ID,
    position_id: NO_ID,
    aname: 'Test',
    started: today,
    completed: today,
    report_id: NO_ID,
    report_name: 'Test',
    test: true,
  };
  const sample = { applicationId: NO_ID, appUrl: undefined, payload: JSON.stringify(payload), signingSecrets };
  const request = notificationRequest(config, sample);
  if (!request) return undefined;
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== MARK);
  return { ...request, headers: [...headers, [MARK, 'true']] };
}
