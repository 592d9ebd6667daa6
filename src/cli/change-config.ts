import { lockAccount, saveAccountConfig } from '../../db/accounts.js';
import { type ConfigFault } from '../../engine/account-config.js';
import { change } from './change.js';
import { knownAccount } from './known.js';
import { Refused } from './refused.js';
import { type Session } from './session.js';

/** Replaces an account's config string by what `edit` makes of it, behind the account's lock; its faults are refused. */
export async function changeConfig<T extends { text: string }>(
  session: Session,
  { operation, accountId, key }: { operation: string; accountId: string; key: string },
  edit: (text: string) => T | { faults: ConfigFault[] },
): Promise<T> {
  return change(session, { operation, object: `account ${accountId} ${key}` }, async (trx) => {
    const { config } = await knownAccount(trx, accountId, lockAccount);
    const edited = edit(config);
    if ('faults' in edited) throw new Refused(edited.faults.map(inWords).join('\n'));
    await saveAccountConfig(trx, accountId, edited.text);
    return edited;
  });
}

const inWords = ({ key, detail }: ConfigFault): string => (key === '' ? detail : `${key} ${detail}`);
