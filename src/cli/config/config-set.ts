import { type Command } from 'commander';
import { ACCOUNT_CONFIG_FIELDS, SECRET_KEYS } from '../../../engine/config/account-config.js';
import { changeConfig, type ChangedConfig } from './change-config.js';
import { readConfigPairs } from './read-config-pairs.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { idArgument } from '../input/id-argument.js';
import { readStdin } from '../input/read-stdin.js';
import { refusalOfUrlHere } from '../input/refusal-of-url.js';
import { askPerson } from '../input/ask-person.js';
import { type Session } from '../session/session.js';

const MAX_INPUT_BYTES = 64 * 1024;
const WIDTH = Math.max(...ACCOUNT_CONFIG_FIELDS.map((field) => field.name.length));

/** `pop config set`: keys of an account's config, in one step. */
export function registerConfigSet(parent: Command, session: Session): void {
  const command: Command = documented(parent.command('set'), {
    what: "Set keys of an account's config, all or none.",
    more: [
      'Write KEY=VALUE for each key. For one key KEY VALUE will do. The value - is read from standard input (a newline at',
      'its end is cut off); of several, each is a line, in their order. A secret',
      `(${[...SECRET_KEYS].join(', ')}) can be given only in this way, because an argument is seen in process lists and shell`,
      'histories. At a terminal the command asks for each secret and does not show it.',
      'Keys:',
      ...ACCOUNT_CONFIG_FIELDS.map((field) => `  ${field.name.padEnd(WIDTH)}  ${field.meaning}`),
    ].join('\n'),
    examples: [
      "pop config set 10000001 url 'https://partner.example/done/[___APP_ID___]'",
      "pop config set 10000001 not_sep=';' not_headers=- < headers.txt",
      'pop config set 10000001 auth - < user-and-password.txt',
      'pop config set 10000001 url=https://new.partner.example/ auth=- not_headers=- < two-lines.txt',
    ],
    json: '{"account_id", "keys", "key"?: where it is only one, "warnings"?: [{"key", "detail"}]}',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<CHANGES...>', 'KEY=VALUE for each key, or KEY VALUE for one')
    .action(async (accountId: string, words: string[]) => {
      const read = readConfigPairs(words);
      if ('fault' in read) return command.error(`error: ${read.fault}`);
      const changes = await withStandardInput(session, read.pairs);
      const refusalOfUrl = await refusalOfUrlHere(session);
      const changed = await changeConfig(session, { operation: 'config set', accountId, changes, refusalOfUrl });
      for (const key of unknownKeys(changed))
        session.note(`Note: the gateway does not know the key ${key}; it is stored and has no effect.`);
      session.print(changed, () => `Set ${changed.keys.join(', ')} of account ${accountId}.`);
    });
}

type Pairs = (readonly [key: string, value: string])[];

async function withStandardInput(session: Session, pairs: Pairs): Promise<Pairs> {
  const keys = pairs.filter(([, value]) => value === '-').map(([key]) => key);
  if (keys.length === 0) return pairs;
  const inputs = await inputsFor(session, keys);
  return pairs.map(([key, value]) => [key, value === '-' ? inputs.shift()! : value]);
}

/** Gives a value for each of the keys. */
async function inputsFor(session: Session, keys: string[]): Promise<string[]> {
  if (session.stdin.isTTY === true && keys.every((key) => SECRET_KEYS.has(key))) {
    const typed: string[] = [];
    for (const key of keys) typed.push(await askPerson(session, key));
    return typed;
  }
  const text = await readStdin(session, { line: false, maxBytes: MAX_INPUT_BYTES });
  if (keys.length === 1) return [text];
  const lines = text.split(/\r?\n/);
  if (lines.length === keys.length) return lines;
  throw refused(
    `Standard input must have ${keys.length} lines, one each for ${keys.join(', ')}; it has ${lines.length}.`,
  );
}

/** The keys without a meaning for the gateway of which no warning tells. */
function unknownKeys({ keys, warnings = [] }: ChangedConfig): string[] {
  const told = new Set([...ACCOUNT_CONFIG_FIELDS.map((field) => field.name), ...warnings.map(({ key }) => key)]);
  return keys.filter((key) => !told.has(key));
}
