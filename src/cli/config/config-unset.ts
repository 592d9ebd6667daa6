import { type Command } from 'commander';
import { changeConfig } from './change-config.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { type Session } from '../session/session.js';

/** `pop config unset`: takes keys out of an account's config. */
export function registerConfigUnset(parent: Command, session: Session): void {
  documented(parent.command('unset'), {
    what: "Remove keys from an account's config, all or none.",
    examples: ['pop config unset 10000001 url', 'pop config unset 10000001 not_headers not_sep'],
    json: '{"account_id", "keys", "key"?: where it is only one, "warnings"?: [{"key", "detail"}]}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<KEYS...>', 'the keys')
    .action(async (accountId: string, keys: string[]) => {
      const changes = keys.map((key) => [key, null] as const);
      const changed = await changeConfig(session, { operation: 'config unset', accountId, changes });
      session.print(changed, () => `Removed ${keys.join(', ')} from the config of account ${accountId}.`);
    });
}
