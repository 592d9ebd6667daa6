import { type Command, Option } from 'commander';
import { MAX_LOGO_BYTES } from '../../../engine/identity/logo/logo.js';
import { Refusal } from '../../../engine/refusal.js';
import { changeIdentity } from '../../../routes/identity/change-identity.js';
import { idArgument } from '../input/id-argument.js';
import { readFileBytes } from '../input/read-file-bytes.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { setLogo } from '../../../routes/identity/set-logo.js';
import { deleteLogo } from '../../../routes/identity/delete-logo.js';
import { changeAsCommand } from './change-as-command.js';
import { type GivenWords, readWords } from './read-words.js';

interface Options {
  name?: string;
  colour?: string;
  contact?: string;
  replyTo?: string;
  words?: GivenWords;
  logo?: string;
}

/** `pop identity set`: changes how an account shows itself. */
export function registerIdentitySet(parent: Command, session: Session): void {
  documented(parent.command('set'), {
    what: 'Change how an account shows itself to candidates and readers of reports.',
    more:
      'What is not named stays. An empty text takes a value away, and --logo none the logo. The logo is saved by itself, before the rest.\n' +
      'The words may have {candidate}, {account}, {position}, and in invitation and reminder {until}, {questions}, {minutes}.',
    examples: [
      'pop identity set 10000001 --name "Acme Careers" --colour "#0b5cad" --reply-to careers@example.com',
      'pop identity set 10000001 --logo acme.svg',
      'pop identity set 10000001 --words "eng.thank_you.text=We answer within a week."',
    ],
    json: 'as in GET /v1/accounts/{account_id}/identity',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .option('--name <NAME>', "the name in place of the account's")
    .option('--colour <#RRGGBB>', 'the colour of links and buttons')
    .option('--contact <TEXT>', 'whom candidates can ask')
    .option('--reply-to <ADDRESS>', 'where replies to mails go')
    .addOption(new Option('--logo <FILE|none>', 'a PNG, WebP or SVG of at most 100 KiB'))
    .option('--words <LANGUAGE.WHAT=TEXT...>', 'own words of invitation, reminder and thank-you', readWords)
    .action((accountId: string, options: Options) => set(session, accountId, options));
}

async function set(session: Session, accountId: string, { logo, replyTo, ...texts }: Options): Promise<void> {
  const input = { ...texts, ...(replyTo !== undefined && { reply_to: replyTo }) };
  const hasTexts = Object.keys(input).length > 0;
  if (logo === undefined && !hasTexts) throw refused('Nothing is to be changed: name an option.');
  const content = logo === undefined || logo === 'none' ? undefined : await readPicture(session, logo);
  await changeAsCommand(session, {
    accountId,
    operation: 'identity set',
    async change(context) {
      if (logo === undefined) return changeIdentity(input, context);
      const changed = await (content === undefined ? deleteLogo({}, context) : setLogo({ content }, context));
      return changed instanceof Refusal || !hasTexts ? changed : changeIdentity(input, context);
    },
  });
}

async function readPicture(session: Session, path: string): Promise<string> {
  const bytes = await readFileBytes(session, path);
  // One more byte is enough to be refused.
  return bytes.subarray(0, MAX_LOGO_BYTES + 1).toString('base64');
}
