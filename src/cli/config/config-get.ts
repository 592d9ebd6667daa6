import { type Command } from 'commander';
import { maskSecrets } from '../../../engine/config/mask-secrets.js';
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
    examples: ['pop config get 10000001', 'pop config get 10000001 url', 'pop config get 10000001 auth --reveal'],
    json: '{"account_id", "config": [{"key", "value"}]}; with KEY {"account_id", "key", "value"}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('[KEY]', 'only this key')
    .option('--reveal', 'show secrets instead of masking them')
    .action(async (accountId: string, key: string | undefined, options: { reveal?: true }) => {
      const pairs = storedPairs((await knownAccount(await session.db(), accountId)).config);
      const shown = options.reveal ? pairs : maskSecrets(pairs);
      if (key === undefined) {
        const config = shown.map(([name, value]) => ({ key: name, value }));
        session.print({ account_id: accountId, config }, () => table(['KEY', 'VALUE'], shown, 'The config is empty.'));
        return;
      }
      const pair = shown.find(([name]) => name === key);
      if (!pair) throw refused(`Account ${accountId} has no ${JSON.stringify(key)} in its config.`);
      session.print({ account_id: accountId, key, value: pair[1] }, () => pair[1]);
    });
}
