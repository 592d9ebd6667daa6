const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

interface Quota {
  /** The length of the windows that are counted, ms. They begin at midnight UTC. */
  windowMs: number;
  /** The rule in words for the partner. */
  rule(limit: number): string;
}

/** What accounts may cause outside, each counted for its own holders (decision 0035). */
export const QUOTAS = {
  orders: { windowMs: DAY, rule: (limit) => `The account may place ${counted(limit, 'order')} a day (UTC)` },
  invitations: {
    windowMs: DAY,
    rule: (limit) => `The account may send ${counted(limit, 'invitation')} a day (UTC), by mail and by text message`,
  },
  mail_recipient: { windowMs: DAY, rule: () => ofRecipient('e-mail address') },
  text_recipient: { windowMs: DAY, rule: () => ofRecipient('phone number') },
  lost_links: { windowMs: DAY, rule: () => 'No further link is sent to this e-mail address today (UTC)' },
  test_notifications: {
    windowMs: SECOND,
    rule: (limit) => `The account may send ${counted(limit, 'test notification')} a second`,
  },
  replays: { windowMs: DAY, rule: (limit) => `The account may start ${counted(limit, 'replay')} a day (UTC)` },
} as const satisfies Record<string, Quota>;

export type QuotaName = keyof typeof QUOTAS;

/** How many invitations one address or number gets in a day from all accounts together. */
export const INVITATIONS_TO_ONE = {
  /** After these no order invites it. */
  ordered: 5,
  /** After these none is sent again either: the invitation of an order may be sent again five times. */
  resent: 10,
} as const;

/** How often in a day the links of one address are asked for by who has lost them. It leaves resends to partners. */
export const LOST_LINKS_A_DAY = 3;

/** The limits of quotas that are the same for all accounts. */
export const TEST_NOTIFICATIONS_A_SECOND = 1;
export const REPLAYS_A_DAY = 100;

/** How many replays of an account may be unfinished at a time. */
export const OPEN_REPLAYS = 3;

/** The end of the window of a quota in which `now` lies, ms. */
export function windowEnd(quota: QuotaName, now: number): number {
  const { windowMs } = QUOTAS[quota];
  return (Math.floor(now / windowMs) + 1) * windowMs;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

// The words don't say whose invitations were counted, because that is the business of other accounts.
const ofRecipient = (what: string): string => `This ${what} gets no further invitation today (UTC)`;
