import { lockAccount } from '../../../db/accounts/accounts.js';
import { changeConfig as storeChange } from '../../../db/accounts/config-versions.js';
import { type ConfigFault } from '../../../engine/config/account-config.js';
import { changeAccountConfig, type ConfigChange } from '../../../engine/config/change-account-config.js';
import { type Warning } from '../../../engine/warning.js';
import { warningsOfConfig } from '../../../routes/accounts/warnings-of-config.js';
import { auditName, changeSeveral } from '../session/change-as-operator.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { storedPairs } from '../input/stored-pairs.js';

/** What a script gets: `key` where it is only one, as before several could be changed. */
export interface ChangedConfig {
  account_id: string;
  key?: string;
  keys: string[];
  warnings?: Warning[];
}

export interface ConfigEdit {
  operation: 'config set' | 'config unset';
  accountId: string;
  changes: readonly ConfigChange[];
  /** Why a url may not be called. Needed only where one is set. */
  refusalOfUrl?: (url: string) => string | undefined;
}

/**
 * Changes keys of an account's config under the account's lock, all or none. Refuses all faults together, and the
 * removal of a key that is not there. After the config is saved, warnings go to standard error, and the caller gets
 * them for its result. The audit log has an entry for each key.
 */
export async function changeConfig(
  session: Session,
  { operation, accountId, changes, refusalOfUrl = () => undefined }: ConfigEdit,
): Promise<ChangedConfig> {
  const keys = changes.map(([key]) => key);
  const { warnings } = await changeSeveral(session, async (trx) => {
    const account = await knownAccount(trx, accountId, lockAccount);
    const { config } = account;
    const changed = changeAccountConfig(config, changes);
    const faults = [...('faults' in changed ? changed.faults : []), ...blockedUrls(changes, refusalOfUrl)];
    if ('faults' in changed || faults.length > 0) throw refused(faults.map(inWords).join('\n'));
    refuseMissing(accountId, config, changes);
    await storeChange(trx, account, { config: changed.text, userName: auditName(session), now: session.now() });
    return {
      changes: keys.map((key) => ({ audited: { operation, object: `account ${accountId} ${key}` } })),
      warnings: await warningsOfConfig(trx, accountId, { before: config, after: changed.text, keys }),
    };
  });
  for (const { key, detail } of warnings) session.warn(`${key}: ${detail}.`);
  const [only, ...more] = keys;
  const result = { account_id: accountId, ...(more.length === 0 && { key: only! }), keys };
  return { ...result, ...(warnings.length > 0 && { warnings }) };
}

function blockedUrls(
  changes: readonly ConfigChange[],
  refusalOfUrl: (url: string) => string | undefined,
): ConfigFault[] {
  return changes.flatMap(([key, value]) => {
    const detail = key === 'url' && value !== null ? refusalOfUrl(value) : undefined;
    return detail === undefined ? [] : [{ key, detail }];
  });
}

function refuseMissing(accountId: string, config: string, changes: readonly ConfigChange[]): void {
  const stored = new Set(storedPairs(config).map(([key]) => key));
  const missing = changes.filter(([key, value]) => value === null && !stored.has(key));
  if (missing.length === 0) return;
  const names = missing.map(([key]) => JSON.stringify(key)).join(' or ');
  throw refused(`Account ${accountId} has no ${names} in its config.`);
}

const inWords = ({ key, detail }: ConfigFault): string => (key === '' ? detail : `${key} ${detail}`);
