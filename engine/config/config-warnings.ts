import { type AccountConfig, readAccountConfig } from './account-config.js';
import { originAsWritten } from './notification-origin.js';
import { type Warning, warning } from '../warning.js';

/** One rule. It gets the config before and after the change. */
type Rule = (before: AccountConfig, after: AccountConfig) => Warning[];

const RULES: readonly Rule[] = [secretsMovedAlong];

/**
 * The warnings for a change of an account's config string, in the order of the rules. They are only about what is new.
 */
export function configWarnings(before: string, after: string): Warning[] {
  const [old, now] = [readAccountConfig(before), readAccountConfig(after)];
  return RULES.flatMap((rule) => rule(old, now));
}

/**
 * Warns of secrets that were made for one receiver and are now sent to another. A url counts as another receiver also
 * when there was none before: it may have been removed in one step and set in the next.
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
    `${kept.join(' and ')}, which this change does not renew, will be sent to ${to}${instead}. If this receiver must not ` +
    'know a value, set a new one, or remove the key (null as the value, or pop config unset)';
  return [warning('url', detail)];
}

const sameHeaders = (one: AccountConfig['headers'], other: AccountConfig['headers']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
