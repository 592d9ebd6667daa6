import { type AccountConfig, readAccountConfig } from './account-config.js';
import { originAsWritten } from './notification-origin.js';
import { type Warning, warning } from '../warning.js';

/** One thing to look at; it sees the config as it was and as it is saved. */
type Rule = (before: AccountConfig, after: AccountConfig) => Warning[];

const RULES: readonly Rule[] = [secretsMovedAlong];

/** What to tell who changed an account's config string, in the order of the rules; what was so before is no news. */
export function configWarnings(before: string, after: string): Warning[] {
  const [old, now] = [readAccountConfig(before), readAccountConfig(after)];
  return RULES.flatMap((rule) => rule(old, now));
}

/**
 * Secrets that were made for one receiver, and that another is sent from now on. A url where there was none counts too:
 * taken out in one step and set in the next, it is as much another as one that is replaced.
 */
function secretsMovedAlong(before: AccountConfig, after: AccountConfig): Warning[] {
  const from = before.url === undefined ? undefined : originAsWritten(before.url);
  const to = after.url === undefined ? undefined : originAsWritten(after.url);
  const kept = [
    ...(after.auth !== undefined && after.auth === before.auth ? ['auth'] : []),
    ...(after.headers.length > 0 && sameHeaders(after.headers, before.headers) ? ['not_headers'] : []),
  ];
  if (to === undefined || to === from || kept.length === 0) return [];
  const instead = from === undefined ? '' : ` instead of ${from}`;
  const detail =
    `${kept.join(' and ')}, not changed in this step, will be sent to ${to}${instead}. What this receiver must not know: ` +
    'renew it by setting a new value, or remove it (null as the value, or pop config unset)';
  return [warning('url', detail)];
}

const sameHeaders = (one: AccountConfig['headers'], other: AccountConfig['headers']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
