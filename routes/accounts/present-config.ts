import { type StoredAccount } from '../../db/accounts/accounts.js';
import { maskSecrets } from '../../engine/config/mask-secrets.js';
import { parseConfigString } from '../../engine/config/config-string.js';
import { type Schema } from '../documented.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/**
 * Turns a config into a table of fields, with a mask in place of each secret. Refuses a stored text that is not a
 * config string.
 */
export function presentConfig({ accountId, config }: StoredAccount): Schema<'AccountConfig'> | Refusal {
  const stored = parseConfigString(config);
  if (!('pairs' in stored)) return refuse('invalid-parameter', `The stored config can't be read: ${stored.fault}.`);
  const masked = maskSecrets(stored.pairs);
  return {
    account_id: accountId,
    fields: masked.map(([key, value], index) => ({ key, value, masked: value !== stored.pairs[index]![1] })),
  };
}
