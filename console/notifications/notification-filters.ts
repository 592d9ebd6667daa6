import type { components } from '../../openapi.js';
import { words } from '../words/words.js';

export type State = components['schemas']['NotificationState'];

/** The filter as it stands in the address. `since` is an instant, or a word such as 24h. Absent is ''. */
export type AddressFilter = Record<(typeof FILTER_NAMES)[number], string>;

/** The parameters of the operations. */
export interface GivenFilter {
  account?: string;
  state?: State;
  since?: string;
  until?: string;
  fault?: string;
}

export const FILTER_NAMES = ['account', 'state', 'since', 'until', 'fault'] as const;

const HOUR = 60 * 60 * 1000;
const PERIODS_MS: Record<string, number> = { '1h': HOUR, '24h': 24 * HOUR, '7d': 7 * 24 * HOUR };

/** Whether the address says "the last 24 h" and not since when. */
export const isRelative = (since: string): boolean => Object.hasOwn(PERIODS_MS, since);

/** What is wrong with a filter that somebody typed. */
export function filterFault({ account }: Pick<AddressFilter, 'account'>): string | undefined {
  return /^\d{0,19}$/.test(account) ? undefined : words.notifications.filter.accountFault;
}

/** The filter with its relative time as an instant. */
export function absoluteFilter({ account, state, since, until, fault }: AddressFilter, now: number): GivenFilter {
  const from = isRelative(since) ? new Date(now - PERIODS_MS[since]!).toISOString() : since;
  return {
    ...(account !== '' && { account }),
    ...(isState(state) && { state }),
    ...(from !== '' && { since: from }),
    ...(until !== '' && { until }),
    ...(fault !== '' && { fault }),
  };
}

function isState(text: string): text is State {
  return Object.hasOwn(words.notifications.states, text);
}
