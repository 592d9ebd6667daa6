import { type AccountConfig } from '../config/account-config.js';
import { type EntityId } from '../entity-id.js';
import { fillPlaceholder } from '../config/notification-url-check.js';
import { maySeeSecrets } from '../config/secret-origins.js';

/** What the extended body tells (contract section 8): ids as strings, days YYYY-MM-DD UTC. */
export interface NotificationPayload {
  application_id: EntityId;
  position_id: EntityId;
  aname: string;
  started: string;
  completed: string;
  report_id: string;
  report_name: string;
}

/** A notification as its application and account give it. */
export interface NotificationSubject {
  applicationId: EntityId;
  /** The application's own address, which goes before the account's. */
  appUrl: string | undefined;
  payload: string;
  /** The account's; a request to a foreign address is not signed with them. */
  signingSecrets: string[];
}

export interface NotificationRequest {
  method: AccountConfig['method'];
  url: string;
  headers: [name: string, value: string][];
  /** Empty for a notification without extended body. */
  body: string;
  /** To sign the request with; empty where it is not signed. */
  signingSecrets: string[];
}

/**
 * The request that tells a partner of one application, after the config of this very moment: a partner's correction
 * helps what is still pending. An address that may not see the account's secrets gets the same request without any of
 * them. Undefined where there is no address.
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
  // What the partner wrote goes before what we would have written.
  const theirs = new Set(config.headers.map(([name]) => name.toLowerCase()));
  const headers = [...ours.filter(([name]) => !theirs.has(name.toLowerCase())), ...config.headers];
  return { ...bare, headers, signingSecrets };
}

/** The address with the id in its placeholder's stead, wherever that stands; else with the id appended to the path. */
export function notificationUrl(target: string, applicationId: EntityId): string {
  const filled = fillPlaceholder(target, applicationId);
  if (filled !== target) return filled;
  const url = new URL(target);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${applicationId}`;
  return url.toString();
}

const basic = (auth: string): string => `Basic ${Buffer.from(auth, 'utf8').toString('base64')}`;
