import { Argument, type Command } from 'commander';
import { setConsoleRole } from '../../../db/accounts/users.js';
import { CONSOLE_ROLES, type ConsoleRole } from '../../../engine/console/console-role.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { knownUser } from '../input/known.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { type Session } from '../session/session.js';

const NONE = 'none';

/** `pop console grant`: what a user may do in the console. */
export function registerConsoleGrant(parent: Command, session: Session): void {
  documented(parent.command('grant').argument('<NAME>', 'name of an internal user', normalForm), {
    what: 'Let an internal user into the console in a role, or no longer, from the next request on.',
    more:
      'A viewer sees everything but secrets. An operator also changes configs, replays, pauses, cancels. An admin also has\n' +
      'users, permissions, credentials and secrets. The user needs a password for the console: pop credential add --console.',
    examples: [
      'pop console grant olga admin',
      'pop credential add olga --label console --console --generate',
      'pop console grant olga none',
    ],
    json: '{"user", "role"}, role is null for none',
  })
    .addArgument(new Argument('<ROLE>').choices([...CONSOLE_ROLES, NONE]))
    .action(async (name: string, chosen: ConsoleRole | typeof NONE) => {
      const role = chosen === NONE ? undefined : chosen;
      const audited = { operation: 'console grant', object: `user ${name} ${chosen}` };
      await changeAsOperator(session, audited, async (trx) => {
        const { userId, kind } = await knownUser(trx, name);
        if (role !== undefined && kind !== 'internal') {
          throw refused(`${name} is a user of kind ${kind}, and the console is for users of kind internal.`);
        }
        await setConsoleRole(trx, userId, role);
      });
      session.print({ user: name, role: role ?? null }, () =>
        role === undefined ? `${name} can't use the console.` : `${name} can use the console as ${role}.`,
      );
    });
}
