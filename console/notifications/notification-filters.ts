import type { components } from '../../openapi.js';
import { absoluteSince } from '../lists/periods.js';
import { words } from '../words/words.js';

export type State = components['schemas']['NotificationState'];

/** The filter as it stands in the address. `since` is an instant, or a word such as 24h. Absent is ''. */
export type AddressFilter = Record<(typeof FILTER_NAMES)[number], string>;

/** The parameters of list and replay. */
export interface GivenFilter {
  account?: string;
  state?: State;
  since?: string;
  until?: string;
  fault?: string;
}

export const FILTER_NAMES = ['account', 'state', 'since', 'until', 'fault', 'failed_since'] as const;

/** The filter with its relative time as an instant. A replay has no `failed_since`, so that is `failedFilter`. */
export function absoluteFilter({ account, state, since, until, fault }: AddressFilter, now: number): GivenFilter {
  const from = absoluteSince(since, now);
  return {
    ...(account !== '' && { account }),
    ...(isState(state) && { state }),
    ...(from !== '' && { since: from }),
    ...(until !== '' && { until }),
    ...(fault !== '' && { fault }),
  };
}

/** The rest of the filter, for the list alone. */
export function failedFilter({ failed_since: since }: AddressFilter, now: number): { failed_since?: string } {
  return since === '' ? {} : { failed_since: absoluteSince(since, now) };
}

function isState(text: string): text is State {
  return Object.hasOwn(words.notifications.states, text);
}
