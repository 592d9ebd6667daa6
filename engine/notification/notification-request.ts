import { type AccountConfig } from '../config/account-config.js';
import { type EntityId } from '../entity-id.js';
import { fillPlaceholder } from '../config/notification-url-check.js';
import { maySeeSecrets } from '../config/secret-origins.js';

/** The content of the extended body (contract section 8): ids as strings, days YYYY-MM-DD UTC. */
export interface NotificationPayload {
  application_id: EntityId;
  position_id: EntityId;
  aname: string;
  started: string;
  completed: string;
  report_id: string;
  report_name: string;
}

/** The data of a notification from its application and account. */
export interface NotificationSubject {
  applicationId: EntityId;
  /** The application's own address. It is used in place of the account's. */
  appUrl: string | undefined;
  payload: string;
  /** The account's secrets. A request to a foreign address is not signed with them. */
  signingSecrets: string[];
}

export interface NotificationRequest {
  method: AccountConfig['method'];
  url: string;
  headers: [name: string, value: string][];
  /** Empty for a notification without extended body. */
  body: string;
  /** The secrets that sign the request; empty when it is not signed. */
  signingSecrets: string[];
}

/**
 * The request that notifies a partner of one application. It follows the config of this moment, so that a partner's
 * correction applies to notifications that are still pending. An address that may not see the account's secrets gets
 * the same request without any of them. Undefined when there is no address.
 */
export function notificationRequest(
  config: AccountConfig,
  { applicationId, appUrl, payload, signingSecrets }: NotificationSubject,
): NotificationRequest | undefined {
  const target = appUrl ?? config.url;
  if (target === undefined) return undefined;
  const body = config.extNotify ? payload : '';
  const ours: [string, string][] = body === '' ? [] : [['Content-Type', 'application/json']];
  const bare = { method: config.method, url: notificationUrl(target, applicationId), headers: ours, body };
  if (!maySeeSecrets(config, appUrl)) return { ...bare, signingSecrets: [] };
  if (config.auth) ours.push(['Authorization', basic(config.auth)]);
  // The partner's own headers replace ours.
  const theirs = new Set(config.headers.map(([name]) => name.toLowerCase()));
  const headers = [...ours.filter(([name]) => !theirs.has(name.toLowerCase())), ...config.headers];
  return { ...bare, headers, signingSecrets };
}

/** The address with the id in the place of each placeholder. Without a placeholder the id is appended to the path. */
export function notificationUrl(target: string, applicationId: EntityId): string {
  const filled = fillPlaceholder(target, applicationId);
  if (filled !== target) return filled;
  const url = new URL(target);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${applicationId}`;
  return url.toString();
}

// Without Node's Buffer, because the console's page makes requests to show them, too.
function basic(auth: string): string {
  const bytes = new TextEncoder().encode(auth);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
