import { type Command, Option } from 'commander';
import { endOfDay } from '../../../engine/calendar.js';
import { checkName } from '../../../engine/check-name.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { newCredential } from '../../../routes/accounts/new-credential.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { countArgument } from '../input/count-argument.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { knownUser } from '../input/known.js';
import { secretNotArgument } from '../input/secret-not-argument.js';
import { newPassword } from './new-password.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Options {
  label: string;
  expires?: string;
  expiresInDays?: number;
  generate?: true;
  console?: true;
}

/** `pop credential add`: one more password for a user; the older ones stay valid. */
export function registerCredentialAdd(parent: Command, session: Session): void {
  const command = parent.command('add').argument('<USER>', 'name of the user', normalForm);
  documented(secretNotArgument(command, 'password'), {
    what: 'Give a user one more credential.',
    more:
      'The command asks for the password and does not show it. If standard input is not a terminal, the password is\n' +
      'its first line. The password cannot be an argument, because others can see arguments. It has at least 12\n' +
      'characters and at most 72 bytes, and is none that many people use. Better let --generate make it up.',
    examples: [
      'pop credential add acme --label "server 2026"',
      'pop credential add acme --label ci --expires-in-days 90 --generate',
      'pop credential add acme --label vault --expires 2027-01-31 < password.txt',
      'pop credential add olga --label console --console --generate',
    ],
    json: '{"credential_id", "user", "label", "purpose", "expires", "password"}, purpose is api or console, the password only with --generate',
  })
    .requiredOption('--label <label>', 'what it is for, to tell it from others')
    .addOption(
      new Option('--expires <day>', 'last day on which it works, YYYY-MM-DD in UTC').conflicts('expiresInDays'),
    )
    .option('--expires-in-days <n>', 'how many days it works from now on', countArgument(1, 36_500))
    .option('--console', 'a password for the console, and not for the API')
    .option('--generate', 'generate the password and print it, this once')
    .action((userName: string, options: Options) => addCredential(session, userName, options));
}

async function addCredential(session: Session, userName: string, options: Options): Promise<void> {
  const { label, generate = false, console: forConsole = false } = options;
  const fault = checkName(label);
  if (fault !== undefined) throw refused(`The label ${fault}.`);
  const expiresAt = expiryOf(options, session.now());
  // This comes first, so that nobody types a password for nothing.
  const db = await session.db();
  const { userId, kind } = await knownUser(db, userName);
  if (forConsole && kind !== 'internal') {
    throw refused(`${userName} is a user of kind ${kind}, and the console is for users of kind internal.`);
  }
  const password = await newPassword(session, { generate });
  const operation = { operation: 'credential add', object: (id: string) => `credential ${id} of user ${userName}` };
  const purpose = forConsole ? ('console' as const) : ('api' as const);
  const credential = { userId, label, password, purpose, expiresAt, now: session.now() };
  const credentialId = await newCredential(db, credential, (work) => changeAsOperator(session, operation, work));
  const result = { credential_id: credentialId, user: userName, label, purpose, expires: iso(expiresAt) };
  session.print({ ...result, ...(generate && { password }) }, () => {
    const until = expiresAt === undefined ? '' : `, valid until ${iso(expiresAt)!}`;
    const shown = generate ? `\nPassword (shown this once): ${password}` : '';
    return `Added credential ${credentialId} (${label}) to ${userName}${until}.${shown}`;
  });
}

function expiryOf({ expires, expiresInDays }: Options, now: number): number | undefined {
  if (expiresInDays !== undefined) return now + expiresInDays * DAY_MS;
  if (expires === undefined) return undefined;
  const end = endOfDay(expires);
  if (end === undefined) throw refused(`${JSON.stringify(expires)} is no day; write it as YYYY-MM-DD.`);
  if (end <= now) throw refused(`${expires} has passed.`);
  return end;
}
