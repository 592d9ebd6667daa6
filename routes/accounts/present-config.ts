import { type StoredAccount } from '../../db/accounts/accounts.js';
import { maskSecrets } from '../../engine/config/account-config.js';
import { parseConfigString } from '../../engine/config/config-string.js';
import { type Schema } from '../documented.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/** The config as a table of fields, each secret behind its mask; refused if what is stored is no config string. */
export function presentConfig({ accountId, config }: StoredAccount): Schema<'AccountConfig'> | Refusal {
  const stored = parseConfigString(config);
  if (!('pairs' in stored)) return refuse('invalid-parameter', `The stored config can't be read: ${stored.fault}.`);
  const masked = maskSecrets(stored.pairs);
  return {
    account_id: accountId,
    fields: masked.map(([key, value], index) => ({ key, value, masked: value !== stored.pairs[index]![1] })),
  };
}
