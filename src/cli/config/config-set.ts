import { type Command } from 'commander';
import { ACCOUNT_CONFIG_FIELDS } from '../../../engine/config/account-config.js';
import { setConfigValue } from '../../../engine/config/change-account-config.js';
import { readConfig } from '../../config/config.js';
import { egressGuard } from '../../sending/endpoint/egress.js';
import { changeConfig } from './change-config.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { readStdin } from '../input/read-stdin.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

const MAX_INPUT_BYTES = 64 * 1024;
const SECRETS = ACCOUNT_CONFIG_FIELDS.filter((field) => field.secret).map((field) => field.name);
const WIDTH = Math.max(...ACCOUNT_CONFIG_FIELDS.map((field) => field.name.length));

/** `pop config set`: one key of an account's config. */
export function registerConfigSet(parent: Command, session: Session): void {
  documented(parent.command('set'), {
    what: "Set one key of an account's config.",
    more: [
      `Give a secret (${SECRETS.join(', ')}) by standard input: an argument is seen in process lists and shell histories.`,
      'Keys:',
      ...ACCOUNT_CONFIG_FIELDS.map((field) => `  ${field.name.padEnd(WIDTH)}  ${field.meaning}`),
    ].join('\n'),
    examples: [
      "pop config set 10000001 url 'https://partner.example/done/[___APP_ID___]'",
      'pop config set 10000001 auth - < user-and-password.txt',
      'pop config set 10000001 rdc -- -main',
    ],
    json: '{"account_id", "key", "warnings"?: [{"key", "detail"}]}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<KEY>', 'the key')
    .argument('<VALUE>', 'the value, or - to read it from standard input (a newline at its end is cut off)')
    .action(async (accountId: string, key: string, given: string) => {
      const value = given === '-' ? await readStdin(session, { line: false, maxBytes: MAX_INPUT_BYTES }) : given;
      if (key === 'url') refuseBlocked(session, value);
      const changed = await changeConfig(session, { operation: 'config set', accountId, key }, (text) =>
        setConfigValue(text, key, value),
      );
      if (!ACCOUNT_CONFIG_FIELDS.some((field) => field.name === key)) {
        session.note(`Note: the gateway does not know the key ${key}; it is stored and has no effect.`);
      }
      session.print({ account_id: accountId, key, ...changed }, () => `Set ${key} of account ${accountId}.`);
    });
}

/** Refuses a url that could never be called. The person who sets it sees the refusal at once. */
function refuseBlocked({ env }: Session, url: string): void {
  const guard = egressGuard({ allowCidrs: readConfig(env).notifyAllowCidrs });
  const refusal = guard.refusalOfUrl(url);
  if (refusal !== undefined) throw refused(`url may not be called: ${refusal} (NOTIFY_ALLOW_CIDRS)`);
}
