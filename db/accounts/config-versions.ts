import { type Knex } from 'knex';
import { openSecret, sealSecret } from '../connection/sealed-columns.js';
import { type ConfigVersionRow } from '../connection/tables.js';
import { type ConfigPair, parseConfigString } from '../../engine/config/config-string.js';
import { type StoredAccount, storeConfig } from './accounts.js';

/** How many versions of a config are kept. Older ones are deleted with the next change. */
export const CONFIG_VERSIONS_KEPT = 100;

/** A version of an account's config. */
export interface ConfigVersion {
  version: number;
  /** The config string as it was stored. */
  readonly config: string;
  /** Who made it and when, ms. Undefined for what was stored before versions were kept. */
  changed: { at: number; userName: string } | undefined;
  note: string;
  /** The keys that it added, changed or removed. */
  keys: string[];
}

/** A change of a config. The caller has checked the config. */
export interface ConfigChange {
  config: string;
  userName: string;
  note?: string;
  now: number;
}

type Versioned = Pick<StoredAccount, 'accountId' | 'config'>;

/**
 * The version of the config that the account has now. A config that no version has (before its first change, or after a
 * program that kept none) counts as one more.
 */
export async function currentConfigVersion(db: Knex, { accountId, config }: Versioned): Promise<ConfigVersion> {
  const newest = await newestVersion(db, accountId);
  if (newest?.config === config) return newest;
  const keys = newest === undefined ? [] : keysBetween(newest.config, config);
  return { version: (newest?.version ?? 0) + 1, config, changed: undefined, note: '', keys };
}

/**
 * Changes the config of an account that the transaction has locked, and keeps the change as a version. Every change of
 * a config goes through here. One that changes nothing makes no version. Returns the version that the account has then.
 */
export async function changeConfig(
  trx: Knex.Transaction,
  account: Versioned,
  { config, userName, note = '', now }: ConfigChange,
): Promise<ConfigVersion> {
  const { accountId } = account;
  const before = await currentConfigVersion(trx, account);
  if (config === account.config) return before;
  const version = before.version + 1;
  const keys = keysBetween(account.config, config);
  const made: ConfigVersion = { version, config, changed: { at: now, userName }, note, keys };
  // What nobody has kept so far could not be restored otherwise.
  if (before.changed === undefined) await keepVersion(trx, accountId, { ...before, now });
  await keepVersion(trx, accountId, { ...made, now });
  await storeConfig(trx, accountId, config);
  const old = trx('account_config_versions').where({ account_id: accountId });
  await old.where('version', '<=', version - CONFIG_VERSIONS_KEPT).delete();
  return made;
}

/** The versions that are kept, the newest first, without their configs. They begin with the first change. */
export async function listConfigVersions(db: Knex, accountId: string): Promise<Omit<ConfigVersion, 'config'>[]> {
  const rows = await db('account_config_versions')
    .where({ account_id: accountId })
    .orderBy('version', 'desc')
    .select('version', 'stored_ms', 'user_name', 'note', 'changed_keys');
  return rows.map(toSummary);
}

/** The version of that number, if it is kept. */
export async function findConfigVersion(
  db: Knex,
  accountId: string,
  version: number,
): Promise<ConfigVersion | undefined> {
  const row = await db('account_config_versions').where({ account_id: accountId, version }).first();
  return row && toVersion(db, row);
}

async function newestVersion(db: Knex, accountId: string): Promise<ConfigVersion | undefined> {
  const row = await db('account_config_versions').where({ account_id: accountId }).orderBy('version', 'desc').first();
  return row && toVersion(db, row);
}

async function keepVersion(
  trx: Knex.Transaction,
  accountId: string,
  { version, config, changed, note, keys, now }: ConfigVersion & { now: number },
): Promise<void> {
  const row = {
    account_id: accountId,
    version,
    config: sealSecret(trx, 'configVersion', [accountId, String(version)], config),
    stored_ms: now,
    user_name: changed?.userName ?? null,
    note,
    changed_keys: JSON.stringify(keys),
  };
  await trx('account_config_versions').insert(row);
}

function toVersion(db: Knex, row: ConfigVersionRow): ConfigVersion {
  return {
    // Opened only when it is needed, as the config of an account is.
    get config() {
      return openSecret(db, 'configVersion', [row.account_id, String(row.version)], row.config);
    },
    ...toSummary(row),
  };
}

function toSummary(
  row: Pick<ConfigVersionRow, 'version' | 'stored_ms' | 'user_name' | 'note' | 'changed_keys'>,
): Omit<ConfigVersion, 'config'> {
  return {
    version: row.version,
    changed: row.user_name === null ? undefined : { at: row.stored_ms, userName: row.user_name },
    note: row.note,
    keys: JSON.parse(row.changed_keys) as string[],
  };
}

/** The keys whose values differ. Of a text that is no config string no key is known. */
function keysBetween(before: string, after: string): string[] {
  const [old, now] = [new Map(pairsOf(before)), new Map(pairsOf(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
}

function pairsOf(text: string): readonly ConfigPair[] {
  const parsed = parseConfigString(text);
  return 'pairs' in parsed ? parsed.pairs : [];
}
