import { type AccountConfig } from './account-config.js';
import { type EntityId } from './entity-id.js';
import { ID_PLACEHOLDERS } from './notification-url-check.js';

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

export interface NotificationRequest {
  method: AccountConfig['method'];
  url: string;
  headers: [name: string, value: string][];
  /** Empty for a notification without extended body. */
  body: string;
}

/**
 * The request that tells a partner of one application, after the config of this very moment: a partner's correction helps
 * what is still pending. `appUrl` is the application's own address and goes before the account's. Undefined without either.
 */
export function notificationRequest(
  config: AccountConfig,
  { applicationId, appUrl, payload }: { applicationId: EntityId; appUrl: string | undefined; payload: string },
): NotificationRequest | undefined {
  const target = appUrl ?? config.url;
  if (target === undefined) return undefined;
  const body = config.extNotify ? payload : '';
  const ours: [string, string][] = [];
  if (body !== '') ours.push(['Content-Type', 'application/json']);
  if (config.auth) ours.push(['Authorization', basic(config.auth)]);
  // What the partner wrote goes before what we would have written.
  const theirs = new Set(config.headers.map(([name]) => name.toLowerCase()));
  return {
    method: config.method,
    url: notificationUrl(target, applicationId),
    headers: [...ours.filter(([name]) => !theirs.has(name.toLowerCase())), ...config.headers],
    body,
  };
}

/** The address with the id in its placeholder's stead, wherever that stands; else with the id appended to the path. */
export function notificationUrl(target: string, applicationId: EntityId): string {
  const filled = ID_PLACEHOLDERS.reduce((url, placeholder) => url.replaceAll(placeholder, applicationId), target);
  if (filled !== target) return filled;
  const url = new URL(target);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${applicationId}`;
  return url.toString();
}

const basic = (auth: string): string => `Basic ${Buffer.from(auth, 'utf8').toString('base64')}`;
