import { lockAccount, saveAccountConfig } from '../../db/accounts/accounts.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type ConfigFault } from '../../engine/config/account-config.js';
import { changeAccountConfig } from '../../engine/config/change-account-config.js';
import { configWarnings } from '../../engine/config/config-warnings.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Fault } from '../../engine/fault.js';
import { type Warning } from '../../engine/warning.js';
import { audit, auditRefusals } from '../audit.js';
import { refusedConfiguring } from './configure-access.js';
import { type Context, type Operation } from '../operation.js';
import { type AccountConfigView, presentConfig } from './present-config.js';
import { refuse, refuseFaults, Refusal } from '../refusal.js';

export interface SetConfigInput {
  account_id: EntityId;
  /** Null removes the key. */
  fields: { key: string; value: string | null }[];
}

export interface ChangedConfig extends AccountConfigView {
  /** Only there when there is one. */
  warnings?: Warning[];
}

/** Changes some fields of an account's config, all or none; every fault is reported (contract section 5). */
export const setAccountConfig: Operation<SetConfigInput, ChangedConfig> = auditRefusals(
  'config',
  ({ account_id: accountId }) => `account ${accountId}`,
  async (input, context) => {
    const refusal = refusedConfiguring(input.account_id, context);
    if (refusal) return refusal;
    return writeTransaction(context.db, async (trx) => {
      const account = await lockAccount(trx, input.account_id);
      if (!account) return refuse('unknown-object', 'No such account.');
      const changes = input.fields.map(({ key, value }) => [key, value] as const);
      const changed = changeAccountConfig(account.config, changes);
      const faults = [
        ...('faults' in changed ? changed.faults : []),
        ...input.fields.flatMap((field) => blockedUrl(field, context)),
      ];
      if ('faults' in changed || faults.length > 0) return refuseFaults(faults.map((fault) => placed(fault, input)));
      await saveAccountConfig(trx, account.accountId, changed.text);
      const keys = input.fields.map(({ key }) => key).join(', ');
      await audit(trx, context, { operation: 'config', object: `account ${account.accountId}: ${keys}`.slice(0, 255) });
      const view = presentConfig({ ...account, config: changed.text });
      const warnings = configWarnings(account.config, changed.text);
      return view instanceof Refusal || warnings.length === 0 ? view : { ...view, warnings };
    });
  },
);

/** A url that could never be called is better refused while someone looks at it. */
function blockedUrl({ key, value }: SetConfigInput['fields'][number], { refusalOfUrl }: Context): ConfigFault[] {
  const refusal = key === 'url' && value !== null ? refusalOfUrl(value) : undefined;
  return refusal === undefined ? [] : [{ key, detail: `may not be called: ${refusal}` }];
}

/** Where in the request a fault lies; one that the change causes in another field lies in the whole. */
function placed({ key, detail }: ConfigFault, { fields }: SetConfigInput): Fault {
  const index = fields.findLastIndex((field) => field.key === key);
  return { pointer: index < 0 ? '/fields' : `/fields/${index}/value`, detail: `${key}: ${detail}` };
}
