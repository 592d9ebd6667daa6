import { type AccountConfig } from './account-config.js';
import { notificationOrigin, originAsWritten } from './notification-origin.js';
import { type Warning, warning } from '../warning.js';

type Trust = Pick<AccountConfig, 'url' | 'appUrlOrigins'>;

/**
 * Whether a notification may carry the account's secrets (`auth`, `not_headers`, signatures): one without `app_url`
 * goes to the account's own `url` and may; one with it may when its origin is that of `url` or one of
 * `app_url_origins`, compared exactly (contract, section 5). An origin with a placeholder in it can't be compared and
 * may not.
 */
export function maySeeSecrets({ url, appUrlOrigins }: Trust, appUrl: string | undefined): boolean {
  if (appUrl === undefined) return true;
  const origin = notificationOrigin(appUrl);
  if (origin === undefined) return false;
  return appUrlOrigins.includes(origin) || (url !== undefined && notificationOrigin(url) === origin);
}

/** What to tell who orders with this `app_url`: nothing where it may see the secrets, by the config as it is now. */
export function appUrlWarnings(config: Trust, appUrl: string | undefined): Warning[] {
  if (appUrl === undefined || maySeeSecrets(config, appUrl)) return [];
  const why =
    notificationOrigin(appUrl) === undefined
      ? 'the placeholder stands in its origin, which therefore cannot be compared'
      : `its origin ${originAsWritten(appUrl)} is neither that of the account's url nor listed in app_url_origins`;
  const what = 'the notification goes there without Authorization, not_headers and webhook-signature';
  return [warning('app_url', `${what}: ${why}`)];
}
