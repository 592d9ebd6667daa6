import { confirmSession } from '../../../db/console/console-sessions.js';
import { refuse } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentSession } from './present-session.js';

/** Takes the password once more. For ten minutes it then need not be confirmed again. */
export async function confirmPassword(
  { password }: Input<'adminConfirmPassword'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminConfirmPassword'>> {
  if (!(await operator.provePassword(password))) return refuse('console-sign-in', 'The password is wrong.');
  const { session } = operator;
  return change(context, async (trx): Promise<Outcome<'adminConfirmPassword'>> => {
    await confirmSession(trx, session.sessionId, context.now);
    return presentSession({ ...operator, session: { ...session, confirmedAt: context.now } }, context.now);
  });
}
