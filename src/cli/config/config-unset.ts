import { type Command } from 'commander';
import { unsetConfigValue } from '../../../engine/config/change-account-config.js';
import { changeConfig } from './change-config.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop config unset`: takes one key out of an account's config. */
export function registerConfigUnset(parent: Command, session: Session): void {
  documented(parent.command('unset'), {
    what: "Remove one key from an account's config.",
    examples: ['pop config unset 10000001 not_headers'],
    json: '{"account_id", "key", "warnings"?: [{"key", "detail"}]}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<KEY>', 'the key')
    .action(async (accountId: string, key: string) => {
      const changed = await changeConfig(session, { operation: 'config unset', accountId, key }, (text) => {
        const edited = unsetConfigValue(text, key);
        if ('faults' in edited || edited.found) return edited;
        throw refused(`Account ${accountId} has no ${JSON.stringify(key)} in its config.`);
      });
      session.print(
        { account_id: accountId, key, ...changed },
        () => `Removed ${key} from the config of account ${accountId}.`,
      );
    });
}
