import { type StoredAccount } from '../../../db/accounts/accounts.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { readUrl } from '../../../engine/read-url.js';
import { configOrNone } from '../../accounts/config-or-none.js';
import { type Schema } from '../../documented.js';

interface Around {
  paused: boolean;
  /** When its next notification is due, ms, if one is queued. */
  nextDueAt: number | undefined;
  now: number;
}

/** An account in the form of lists. The url itself may have a secret in its query, so only its host is told. */
export function presentAccount(account: StoredAccount, { paused, nextDueAt, now }: Around): Schema<'AdminAccountItem'> {
  const late = nextDueAt === undefined || nextDueAt > now ? null : Math.floor((now - nextDueAt) / 1000);
  return {
    account_id: account.accountId,
    name: account.name,
    url_host: hostOf(account),
    paused,
    disabled: account.disabledAt === undefined ? null : new Date(account.disabledAt).toISOString(),
    created: new Date(account.createdAt).toISOString(),
    oldest_due_seconds: late,
  };
}

function hostOf(account: StoredAccount): string | null {
  const read = parseConfigString(configOrNone(account));
  const url = 'pairs' in read ? read.pairs.find(([key]) => key === 'url')?.[1] : undefined;
  return (url === undefined ? undefined : readUrl(url)?.host) ?? null;
}
