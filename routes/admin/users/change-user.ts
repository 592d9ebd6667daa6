import { setUserActive } from '../../../db/accounts/users.js';
import { Refusal } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownUser } from './known-user.js';
import { presentUser } from './present-user.js';
import { refusalOfLastAdmin } from './refusal-of-last-admin.js';

/** Disables a user, or lets a disabled one sign in again, effective at the next request. */
export async function changeUser(
  { user_id: userId, active }: Input<'adminChangeUser'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminChangeUser'>> {
  return change(
    context,
    async (trx): Promise<Outcome<'adminChangeUser'>> => {
      const refusal = active ? undefined : await refusalOfLastAdmin(trx, userId, operator);
      if (refusal) return refusal;
      const user = await knownUser(trx, userId);
      if (user instanceof Refusal) return user;
      await setUserActive(trx, userId, active);
      return presentUser({ ...user, active });
    },
    ({ user }) => `user ${user as string} ${active ? 'enabled' : 'disabled'}`,
  );
}
