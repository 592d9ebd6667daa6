import { lockAccount, saveAccountConfig } from '../../../db/accounts/accounts.js';
import { type ConfigFault } from '../../../engine/config/account-config.js';
import { configWarnings } from '../../../engine/config/config-warnings.js';
import { type Warning } from '../../../engine/warning.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/**
 * Replaces an account's config string by the result of `edit`, under the account's lock. Faults of the result are
 * refused. After the config is saved, warnings go to standard error, and the caller gets them for its result.
 */
export async function changeConfig(
  session: Session,
  { operation, accountId, key }: { operation: string; accountId: string; key: string },
  edit: (text: string) => { text: string } | { faults: ConfigFault[] },
): Promise<{ warnings?: Warning[] }> {
  const warnings = await changeAsOperator(
    session,
    { operation, object: `account ${accountId} ${key}` },
    async (trx) => {
      const { config } = await knownAccount(trx, accountId, lockAccount);
      const edited = edit(config);
      if ('faults' in edited) throw refused(edited.faults.map(inWords).join('\n'));
      await saveAccountConfig(trx, accountId, edited.text);
      return configWarnings(config, edited.text);
    },
  );
  for (const warning of warnings) session.warn(`${warning.key}: ${warning.detail}.`);
  return warnings.length === 0 ? {} : { warnings };
}

const inWords = ({ key, detail }: ConfigFault): string => (key === '' ? detail : `${key} ${detail}`);
