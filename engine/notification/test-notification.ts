import { type AccountConfig } from '../config/account-config.js';
import { type NotificationPayload, type NotificationRequest, notificationRequest } from './notification-request.js';

// No application ever has it.
const NO_ID = '0';
const MARK = 'webhook-test';

/**
 * The request that tries out an account's notification settings: all as in a real one, but about application 0 and
 * marked by the header `webhook-test: true` and `test` in the body. `today` is a day YYYY-MM-DD. Undefined without a
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
