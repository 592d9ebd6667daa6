import { type Command } from 'commander';
import { maskSecrets } from '../../../engine/config/mask-secrets.js';
import { type ConfigPair } from '../../../engine/config/config-string.js';
import { changeSeveral } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { storedPairs } from '../input/stored-pairs.js';
import { table } from '../output/table.js';

/** `pop config get`: an account's config, or the value of only one key. */
export function registerConfigGet(parent: Command, session: Session): void {
  documented(parent.command('get'), {
    what: "Show an account's config, or the value of one key.",
    more: 'Secrets are shown as asterisks. With --reveal they are shown, and the audit log has an entry for each of them.',
    examples: ['pop config get 10000001', 'pop config get 10000001 url', 'pop config get 10000001 auth --reveal'],
    json: '{"account_id", "config": [{"key", "value"}]}; with KEY {"account_id", "key", "value"}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('[KEY]', 'only this key')
    .option('--reveal', 'show secrets instead of masking them; the audit log records it')
    .action(async (accountId: string, key: string | undefined, options: { reveal?: true }) => {
      const pairs = storedPairs((await knownAccount(await session.db(), accountId)).config);
      const masked = maskSecrets(pairs);
      const shown = options.reveal ? pairs : masked;
      if (key === undefined) {
        if (options.reveal) await recordShowing(session, accountId, secretsAmong(pairs, masked));
        const config = shown.map(([name, value]) => ({ key: name, value }));
        session.print({ account_id: accountId, config }, () => table(['KEY', 'VALUE'], shown, 'The config is empty.'));
        return;
      }
      const pair = shown.find(([name]) => name === key);
      if (!pair) throw refused(`Account ${accountId} has no ${JSON.stringify(key)} in its config.`);
      const secrets = secretsAmong(pairs, masked).filter((name) => name === key);
      if (options.reveal) await recordShowing(session, accountId, secrets);
      session.print({ account_id: accountId, key, value: pair[1] }, () => pair[1]);
    });
}

function secretsAmong(pairs: readonly ConfigPair[], masked: readonly ConfigPair[]): string[] {
  return pairs.filter(([, value], index) => masked[index]![1] !== value).map(([key]) => key);
}

/** Writes an entry of the audit log for each secret. It comes before the secrets are shown: without it none is. */
async function recordShowing(session: Session, accountId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const changes = keys.map((key) => ({
    audited: { operation: 'config reveal', object: `account ${accountId} ${key}` },
  }));
  await changeSeveral(session, () => Promise.resolve({ changes }));
}
