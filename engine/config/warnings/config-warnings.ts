import { type AccountConfig, readAccountConfig } from '../account-config.js';
import { parseConfigString } from '../config-string.js';
import { originAsWritten } from '../notification-origin.js';
import { type ReducedPosition } from './main-score-warnings.js';
import { VALUE_RULES } from './value-warnings.js';
import { type Warning, warning } from '../../warning.js';

/** A change of an account's config that is valid. */
export interface ConfigChanged {
  /** The config strings before and after the change. */
  before: string;
  after: string;
  /** The keys that the change names. The warnings are about these, and about what they mean for others. */
  keys: readonly string[];
  /** The account's positions. They are used only if `rdc` is among the keys. */
  positions: readonly ReducedPosition[];
}

// The limit of a list of warnings in the document.
const MAX_WARNINGS = 100;

/**
 * The warnings for a change of an account's config: what is valid but surely not meant (contract, section 5), each with
 * what will happen. No detail repeats a value of the config other than names and origins.
 */
export function configWarnings({ before, after, keys, positions }: ConfigChanged): Warning[] {
  const [old, now] = [readAccountConfig(before), readAccountConfig(after)];
  const parsed = parseConfigString(after);
  const values = new Map('pairs' in parsed ? parsed.pairs : []);
  const ruled = { config: now, values, keys: new Set(keys), positions };
  return [...secretsMovedAlong(old, now), ...VALUE_RULES.flatMap((rule) => rule(ruled))].slice(0, MAX_WARNINGS);
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
