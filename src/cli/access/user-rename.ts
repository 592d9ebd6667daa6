import { type Command } from 'commander';
import { renameUser } from '../../../db/accounts/users.js';
import { checkUserName } from '../../../engine/sign-in/check-user-name.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { knownUser } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop user rename`: the same user under another name, with its credentials and permissions. */
export function registerUserRename(parent: Command, session: Session): void {
  const rename = parent
    .command('rename')
    .argument('<NAME>', 'name of the user', normalForm)
    .argument('<NEW>', 'the new name', normalForm);
  documented(rename, {
    what: 'Give a user another name, to sign in with from the next request on.',
    more:
      'Credentials, permissions and orders stay its own. Entries of the audit log keep the name of their time; the entry of\n' +
      'the renaming names both.',
    examples: ['pop user rename acme acme-eu'],
    json: '{"name", "former_name"}',
  }).action(async (name: string, newName: string) => {
    const fault = checkUserName(newName);
    if (fault !== undefined) throw refused(`The name ${fault}.`);
    const object = `user ${name} is now ${newName}`;
    await changeAsOperator(session, { operation: 'user rename', object }, async (trx) => {
      const user = await knownUser(trx, name);
      const renamed = user.name !== newName && (await renameUser(trx, user.userId, newName));
      if (!renamed) throw refused(`There is a user ${JSON.stringify(newName)} already.`);
    });
    session.print({ name: newName, former_name: name }, () => `User ${name} is now ${newName}.`);
  });
}
