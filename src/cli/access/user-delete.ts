import { type Command } from 'commander';
import { deleteUser } from '../../../db/accounts/users.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { knownUser } from '../input/known.js';
import { type Session } from '../session/session.js';

/** `pop user delete`: ends a user for good; what it did stays under its name. */
export function registerUserDelete(parent: Command, session: Session): void {
  documented(parent.command('delete').argument('<NAME>', 'name of the user', normalForm), {
    what: 'Delete a user for good, from the next request on; pop user disable can be undone.',
    more:
      'Its credentials are revoked, and its permissions are gone. The audit log and the applications that it ordered keep\n' +
      'naming it. A new user of that name is another user: it has no credential, no permission, and none of its orders.',
    examples: ['pop user delete acme', 'pop user list --deleted'],
    json: '{"user_id", "name"}',
  }).action(async (name: string) => {
    const operation = { operation: 'user delete', object: (id: string) => `user ${name} (id ${id})` };
    const userId = await changeAsOperator(session, operation, async (trx) => {
      const user = await knownUser(trx, name);
      await deleteUser(trx, user, session.now());
      return user.userId;
    });
    session.print({ user_id: userId, name }, () => `Deleted user ${name}.`);
  });
}
