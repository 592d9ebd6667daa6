import { lockAccount } from '../../db/accounts/accounts.js';
import { changeConfig } from '../../db/accounts/config-versions.js';
import { type ConfigFault } from '../../engine/config/account-config.js';
import { changeAccountConfig } from '../../engine/config/change-account-config.js';
import { type Fault } from '../../engine/fault.js';
import { change } from '../change.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { blockedUrl } from './blocked-url.js';
import { presentConfig } from './present-config.js';
import { refuse, refuseFaults, Refusal } from '../../engine/refusal.js';
import { warningsOfConfig } from './warnings-of-config.js';

type Changes = Input<'setAccountConfig'>['fields'];

/** Changes some fields of an account's config, all of them or none. Every fault is reported (contract, section 5). */
export async function setAccountConfig(
  { fields }: Input<'setAccountConfig'>,
  { accountId, ...context }: On<'account'>,
): Promise<Outcome<'setAccountConfig'>> {
  return change(
    context,
    async (trx): Promise<Outcome<'setAccountConfig'>> => {
      const account = await lockAccount(trx, accountId);
      if (!account) return refuse('unknown-object', 'No such account.');
      const changed = changeAccountConfig(
        account.config,
        fields.map(({ key, value }) => [key, value] as const),
      );
      const faults = [
        ...('faults' in changed ? changed.faults : []),
        ...fields.flatMap((field) => blockedUrl(field, context)),
      ];
      if ('faults' in changed || faults.length > 0) return refuseFaults(faults.map((fault) => placed(fault, fields)));
      const { caller, now } = context;
      await changeConfig(trx, account, { config: changed.text, userName: caller.userName, now });
      const view = presentConfig({ ...account, config: changed.text });
      const keys = fields.map(({ key }) => key);
      const warnings = await warningsOfConfig(trx, accountId, { before: account.config, after: changed.text, keys });
      return view instanceof Refusal || warnings.length === 0 ? view : { ...view, warnings };
    },
    () => `account ${accountId}: ${fields.map(({ key }) => key).join(', ')}`,
  );
}

/**
 * Gives the place of a fault in the request. A fault that the change causes in another field has the whole list as its
 * place.
 */
function placed({ key, detail }: ConfigFault, fields: Changes): Fault {
  const index = fields.findLastIndex((field) => field.key === key);
  return { pointer: index < 0 ? '/fields' : `/fields/${index}/value`, detail: `${key}: ${detail}` };
}
