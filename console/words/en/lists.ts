import { number } from './write.js';

/** Words of lists that begin with the newest. */
export const lists = {
  copyLink: 'Copy link',
  newer: (count: number, atLeast: boolean) => `New since you looked: ${number(count)}${atLeast ? '+' : ''}`,
  newerSaid: (count: number) => `${number(count)} new`,
  showNewer: 'Show them',
  periods: { '1h': 'last hour', '24h': 'last 24 h', '7d': 'last 7 days', period: 'a period…' },
  looked: 'There may be older ones that match: go on with Older.',
  noneLooked: 'None of the newest ones matches. Older ones may: go on with Older.',
  clear: 'Clear the filter',
  account: 'Account',
  accountExample: 'name or id',
  noAccount: 'No account has this name.',
  severalAccounts: 'Several accounts have this in their name. Choose one of them.',
};
