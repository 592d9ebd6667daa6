import { findUser } from '../../../db/accounts/users.js';
import { endConsoleSessions } from '../../../db/console/console-sessions.js';
import { refuse } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { refusalOfUnconfirmed } from '../refusal-of-unconfirmed.js';

/** Ends all sessions of a user, but not the one that asks. Those of others are for admins who have confirmed. */
export async function endSessions(
  { user: name }: Input<'adminEndSessions'>,
  { operator: { session }, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminEndSessions'>> {
  if (name !== session.userName) {
    if (session.role !== 'admin') return refuse('not-enough-permissions', 'Sessions of others are for the role admin.');
    const refusal = refusalOfUnconfirmed(session, context.now);
    if (refusal) return refusal;
  }
  return change(
    context,
    async (trx): Promise<Outcome<'adminEndSessions'>> => {
      const user = await findUser(trx, name);
      if (!user) return refuse('unknown-object', 'No such user.');
      return { ended: await endConsoleSessions(trx, { userId: user.userId, except: session.sessionId }) };
    },
    () => `user ${name}`,
  );
}
