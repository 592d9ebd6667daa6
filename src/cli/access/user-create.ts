import { type Command, Option } from 'commander';
import { createUser, type UserKind } from '../../../db/accounts/users.js';
import { checkUserName } from '../../../engine/sign-in/check-user-name.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop user create`: a user without credentials or permissions. */
export function registerUserCreate(parent: Command, session: Session): void {
  const kind = new Option('--kind <kind>', 'who uses it: a partner or our own staff')
    .choices(['partner', 'internal'])
    .makeOptionMandatory();
  documented(parent.command('create').argument('<NAME>', 'name of the user', normalForm), {
    what: 'Create a user, as yet without credential or permission.',
    examples: ['pop user create acme --kind partner'],
    json: '{"user_id", "name", "kind"}',
  })
    .addOption(kind)
    .action(async (name: string, options: { kind: UserKind }) => {
      const fault = checkUserName(name);
      if (fault !== undefined) throw refused(`The name ${fault}.`);
      const userId = await changeAsOperator(
        session,
        { operation: 'user create', object: `user ${name}` },
        async (trx) => {
          const id = await createUser(trx, { name, kind: options.kind, now: session.now() });
          if (id === undefined) throw refused(`There is a user ${JSON.stringify(name)} already.`);
          return id;
        },
      );
      session.print({ user_id: userId, name, kind: options.kind }, () => `Created ${options.kind} user ${name}.`);
    });
}
