import { createUser as addUser, findUserById } from '../../../db/accounts/users.js';
import { refuse, refuseFaults } from '../../../engine/refusal.js';
import { checkUserName } from '../../../engine/sign-in/check-user-name.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentUser } from './present-user.js';

/** Creates a user, as yet without credential or permission. */
export async function createUser(
  { name: given, kind }: Input<'adminCreateUser'>,
  { operator: _, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminCreateUser'>> {
  const name = normalForm(given);
  const fault = checkUserName(name);
  if (fault !== undefined) return refuseFaults([{ pointer: '/name', detail: fault }]);
  return change(context, async (trx): Promise<Outcome<'adminCreateUser'>> => {
    const userId = await addUser(trx, { name, kind, now: context.now });
    if (userId === undefined) return refuse('conflict', `There is a user ${JSON.stringify(name)} already.`);
    return presentUser((await findUserById(trx, userId))!);
  });
}
