import { type Command } from 'commander';
import { setUserActive } from '../../../db/accounts/users.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { knownUser } from '../input/known.js';
import { type Session } from '../session/session.js';

/** `pop user disable` and `pop user enable`. */
export function registerUserActive(parent: Command, session: Session): void {
  const verbs = [
    { verb: 'disable', active: false, what: 'Stop a user from signing in, from the next request on.' },
    { verb: 'enable', active: true, what: 'Let a disabled user sign in again.' },
  ];
  for (const { verb, active, what } of verbs) {
    documented(parent.command(verb).argument('<NAME>', 'name of the user', normalForm), {
      what,
      examples: [`pop user ${verb} acme`],
      json: '{"name", "active"}',
    }).action(async (name: string) => {
      await changeAsOperator(session, { operation: `user ${verb}`, object: `user ${name}` }, async (trx) => {
        const { userId } = await knownUser(trx, name);
        await setUserActive(trx, userId, active);
      });
      session.print({ name, active }, () => `User ${name} is ${active ? 'active' : 'disabled'}.`);
    });
  }
}
