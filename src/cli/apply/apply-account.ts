import {
  createAccount,
  lockAccount,
  renameAccount,
  setAccountDisabled,
  type StoredAccount,
} from '../../../db/accounts/accounts.js';
import { changeConfig } from '../../../db/accounts/config-versions.js';
import { maskSecrets } from '../../../engine/config/mask-secrets.js';
import { changeAccountConfig } from '../../../engine/config/change-account-config.js';
import { type ConfigPair } from '../../../engine/config/config-string.js';
import { jsonPointer } from '../../../engine/json-pointer.js';
import { storedPairs } from '../input/stored-pairs.js';
import { type Applying, type Change } from './applying.js';

/** The config string of the account, before and after. */
export interface AppliedConfig {
  before: string;
  after: string;
}

/** Makes the account and its config as the file says. Undefined if there is no account to go on with. */
export async function applyAccount(applying: Applying): Promise<AppliedConfig | undefined> {
  const { trx, document, now } = applying;
  const account = (await lockAccount(trx, document.accountId)) ?? (await addAccount(applying));
  if (!account) return undefined;
  const { accountId } = account;
  const object = `account ${accountId}`;
  const change = { action: 'change', what: 'account', name: accountId } as const;
  if (document.name !== undefined && document.name !== account.name) {
    await renameAccount(trx, accountId, document.name);
    const audited = { operation: 'account rename', object };
    applying.changed({ ...change, before: account.name, after: document.name, audited });
  }
  const wasDisabled = account.disabledAt !== undefined;
  if (document.disabled !== undefined && document.disabled !== wasDisabled) {
    await setAccountDisabled(trx, accountId, document.disabled ? now : undefined);
    const [before, after] = wasDisabled ? ['disabled', 'enabled'] : ['enabled', 'disabled'];
    const audited = { operation: wasDisabled ? 'account enable' : 'account disable', object };
    applying.changed({ ...change, before, after, audited });
  }
  return { before: account.config, after: await applyConfig(applying, account) };
}

async function addAccount({ trx, document, now, ...applying }: Applying): Promise<StoredAccount | undefined> {
  const { accountId, name } = document;
  if (name === undefined) {
    applying.fault('/account/name', `is required: there is no account ${accountId} yet`);
    return undefined;
  }
  const linkToken = applying.randomBytes(16).toString('base64url');
  const created = await createAccount(trx, { accountId, name, config: 'ver|1', linkToken, now });
  // Undefined: somebody else has created it just now.
  const audited = { operation: 'account create', object: `account ${accountId}` };
  if (created !== undefined)
    applying.changed({ action: 'add', what: 'account', name: accountId, before: null, after: name, audited });
  return lockAccount(trx, accountId);
}

async function applyConfig(applying: Applying, account: StoredAccount): Promise<string> {
  const { trx, document, userName, now } = applying;
  const { accountId, config } = account;
  const changed = changeAccountConfig(config, document.config);
  const faulty = new Set('faults' in changed ? changed.faults.map(({ key }) => key) : []);
  if ('faults' in changed) {
    for (const { key, detail } of changed.faults) applying.fault(key === '' ? '/config' : jsonPointer('config', key), detail); // prettier-ignore
  }
  const url = document.config.find(([key]) => key === 'url')?.[1];
  const blocked = url === undefined || url === null || faulty.has('url') ? undefined : applying.refusalOfUrl(url);
  if (blocked !== undefined) applying.fault('/config/url', blocked);
  if ('faults' in changed || blocked !== undefined || changed.text === config) return config;
  await changeConfig(trx, account, { config: changed.text, userName, now });
  for (const change of differences(storedPairs(config), storedPairs(changed.text))) {
    const operation = change.action === 'remove' ? 'config unset' : 'config set';
    applying.changed({ ...change, audited: { operation, object: `account ${accountId} ${change.name}` } });
  }
  return changed.text;
}

function differences(before: ConfigPair[], after: ConfigPair[]): Omit<Change, 'audited'>[] {
  const [old, now] = [new Map(before), new Map(after)];
  const [shownOld, shownNow] = [new Map(maskSecrets(before)), new Map(maskSecrets(after))];
  const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
  return keys.map((key) => ({
    action: !old.has(key) ? 'add' : now.has(key) ? 'change' : 'remove',
    what: 'config',
    name: key,
    before: shownOld.get(key) ?? null,
    after: shownNow.get(key) ?? null,
  }));
}
