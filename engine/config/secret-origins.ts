import { type AccountConfig } from './account-config.js';
import { notificationOrigin, originAsWritten } from './notification-origin.js';
import { type Warning, warning } from '../warning.js';

type Trust = Pick<AccountConfig, 'url' | 'appUrlOrigins'>;

/**
 * Whether a notification may carry the account's secrets (`auth`, `not_headers`, signatures). Without `app_url` it goes
 * to the account's own `url` and may. With `app_url` it may when the origin is that of `url` or one of
 * `app_url_origins`, compared exactly (contract, section 5). An origin with a placeholder in it cannot be compared, so
 * it may not.
 */
export function maySeeSecrets({ url, appUrlOrigins }: Trust, appUrl: string | undefined): boolean {
  if (appUrl === undefined) return true;
  const origin = notificationOrigin(appUrl);
  if (origin === undefined) return false;
  return appUrlOrigins.includes(origin) || (url !== undefined && notificationOrigin(url) === origin);
}

/** The warnings for an order with this `app_url`. There are none when it may see the secrets by the current config. */
export function appUrlWarnings(config: Trust, appUrl: string | undefined): Warning[] {
  if (appUrl === undefined || maySeeSecrets(config, appUrl)) return [];
  const why =
    notificationOrigin(appUrl) === undefined
      ? 'its origin has a placeholder and therefore cannot be compared'
      : `its origin ${originAsWritten(appUrl)} is neither that of the account's url nor listed in app_url_origins`;
  const what = 'the notification goes there without Authorization, not_headers and webhook-signature';
  return [warning('app_url', `${what}: ${why}`)];
}
