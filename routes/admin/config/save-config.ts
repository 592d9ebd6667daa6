import { lockAccount, type StoredAccount } from '../../../db/accounts/accounts.js';
import { changeConfig, type ConfigVersion, currentConfigVersion } from '../../../db/accounts/config-versions.js';
import { type SavedField } from '../../../engine/config/replace-account-config.js';
import { type Fault } from '../../../engine/fault.js';
import { refuse, refuseFaults, Refusal } from '../../../engine/refusal.js';
import { change, Unchanged } from '../../change.js';
import { type Reply } from '../../documented.js';
import { type AdminOn } from '../admin-operation.js';
import { refusalOfChange } from '../refusal-of-change.js';
import { presentCurrent } from './get-config.js';
import { replaceConfig } from './replace-config.js';
import { type Knex } from 'knex';

interface Save {
  /** The version that the caller has read. */
  ifMatch: number;
  note: string;
  /** What is to be stored. It may be read from the database. */
  fieldsFor(trx: Knex.Transaction, account: StoredAccount): Promise<readonly SavedField[] | Refusal>;
  /** Places the faults of a field in the request. */
  placed?(fault: Fault): Fault;
}

/**
 * Stores a config as a whole, on top of the version that the caller has read. Refuses another version (412) with who
 * made it and when, and all faults together. Without a difference nothing is stored.
 */
export async function saveConfig(
  { accountId, operator: _, ...context }: AdminOn<'account'>,
  { ifMatch, note, fieldsFor, placed = (fault) => fault }: Save,
): Promise<Reply<'adminGetConfig'> | Refusal> {
  let keys: string[] = [];
  return change(
    context,
    async (trx): Promise<Reply<'adminGetConfig'> | Unchanged<Reply<'adminGetConfig'>> | Refusal> => {
      const account = await lockAccount(trx, accountId);
      if (!account) return refuse('unknown-object', 'No such account.');
      const current = await currentConfigVersion(trx, account);
      if (current.version !== ifMatch) return refusalOfOlder(current);
      const fields = await fieldsFor(trx, account);
      if (fields instanceof Refusal) return fields;
      const replaced = replaceConfig(account.config, fields, context);
      if ('faults' in replaced) return refuseFaults(replaced.faults.map(placed));
      if (replaced.text === account.config) return new Unchanged(await presentCurrent(trx, account, current));
      ({ keys } = replaced);
      const { caller, now } = context;
      const made = await changeConfig(trx, account, { config: replaced.text, userName: caller.userName, note, now });
      return presentCurrent(trx, account, made);
    },
    () => `account ${accountId}: ${keys.join(', ') || 'order'}`,
  );
}

function refusalOfOlder({ version, changed }: ConfigVersion): Refusal {
  return refusalOfChange({ version, at: changed?.at, user: changed?.userName });
}
