import { findAccount } from '../../../db/accounts/accounts.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { refuse } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/**
 * Shows a value as it is stored, or without a key the whole text, secrets too. The entry of the audit log comes first:
 * without it nothing is shown.
 */
export async function showConfigSecret(
  { key }: Input<'adminShowConfigSecret'>,
  { accountId, operator: _, ...context }: AdminOn<'account'>,
): Promise<Outcome<'adminShowConfigSecret'>> {
  return change(
    context,
    async (trx): Promise<Outcome<'adminShowConfigSecret'>> => {
      const { config } = (await findAccount(trx, accountId))!;
      if (key === undefined) return { value: config };
      const parsed = parseConfigString(config);
      const pair = 'pairs' in parsed ? parsed.pairs.find(([name]) => name === key) : undefined;
      return pair ? { value: pair[1] } : refuse('unknown-object', 'The config has no such key.');
    },
    () => `account ${accountId} ${key ?? 'whole config'}`,
  );
}
