import type { components } from '../../openapi.js';
import { absoluteSince } from '../lists/periods.js';
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

/** The filter with its relative time as an instant. */
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

function isState(text: string): text is State {
  return Object.hasOwn(words.notifications.states, text);
}
