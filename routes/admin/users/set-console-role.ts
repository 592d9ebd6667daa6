import { setConsoleRole as saveRole } from '../../../db/accounts/users.js';
import { refuse, Refusal } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownUser } from './known-user.js';
import { presentUser } from './present-user.js';
import { refusalOfLastAdmin } from './refusal-of-last-admin.js';

/** Sets what an internal user may do in the console, effective at the next request. */
export async function setConsoleRole(
  { user_id: userId, role }: Input<'adminSetConsoleRole'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminSetConsoleRole'>> {
  const consoleRole = role === 'none' ? undefined : role;
  return change(
    context,
    async (trx): Promise<Outcome<'adminSetConsoleRole'>> => {
      const refusal = await refusalOfLastAdmin(trx, userId, operator);
      if (refusal && !(role === 'admin' && userId !== operator.session.userId)) return refusal;
      const user = await knownUser(trx, userId);
      if (user instanceof Refusal) return user;
      if (user.kind !== 'internal' && consoleRole !== undefined) {
        return refuse('conflict', 'The console is for users of kind internal.');
      }
      await saveRole(trx, userId, consoleRole);
      return presentUser({ ...user, consoleRole });
    },
    ({ user }) => `user ${user as string} ${role}`,
  );
}
