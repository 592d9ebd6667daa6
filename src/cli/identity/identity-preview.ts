import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command } from 'commander';
import { Refusal } from '../../../engine/refusal.js';
import { previewIdentity } from '../../../routes/identity/preview-identity.js';
import { within } from '../../within.js';
import { idArgument } from '../input/id-argument.js';
import { knownAccount } from '../input/known.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { operationContext } from '../session/operation-context.js';
import { type Session } from '../session/session.js';

/** `pop identity preview`: writes pages and mail as candidates would see them. */
export function registerIdentityPreview(parent: Command, session: Session): void {
  documented(parent.command('preview'), {
    what: 'Write the start page, the thank-you and the invitation as files, for a made-up candidate.',
    more: 'Stylesheets and logo come from the running gateway.',
    examples: ['pop identity preview 10000001 preview', 'pop identity preview 10000001 preview --language eng'],
    json: '{ files: the paths of the files }',
  })
    .argument('<ACCOUNT>', 'id of the account', idArgument)
    .argument('<FOLDER>', 'where the files go')
    .option('--language <LANGUAGE>', 'the id of a language')
    .action((accountId: string, folder: string, { language }: { language?: string }) =>
      preview(session, { accountId, folder, language }),
    );
}

async function preview(
  session: Session,
  { accountId, folder, language }: { accountId: string; folder: string; language: string | undefined },
): Promise<void> {
  const context = await operationContext(session, { operation: 'identity preview', object: `account ${accountId}` });
  await knownAccount(context.db, accountId);
  const input = language === undefined ? {} : { language_id: language };
  const answer = await previewIdentity(input, { ...context, accountId });
  if (answer instanceof Refusal) throw refused(answer.detail);
  const { start_page, thank_you_page, mail, reminder } = answer;
  const files = {
    'start-page.html': start_page,
    'thank-you-page.html': thank_you_page,
    'invitation.html': mail.html,
    'invitation.txt': `${mail.subject}\n\n${mail.text}`,
    'reminder.html': reminder.html,
    'reminder.txt': `${reminder.subject}\n\n${reminder.text}`,
  };
  const paths = Object.keys(files).map((name) => join(folder, name));
  const write = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  };
  const late = () => new Error(`it has kept silent for ${session.inputMs / 1000} s`);
  await within(session.inputMs, write(), late).catch((error: Error) => {
    throw refused(`The folder ${folder} can't be written: ${error.message}`);
  });
  session.print({ files: paths }, () => paths.join('\n'));
}
