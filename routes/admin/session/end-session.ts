import { endConsoleSessions, listConsoleSessions } from '../../../db/console/console-sessions.js';
import { refuse } from '../../../engine/refusal.js';
import { change } from '../../change.js';
import { type Input, type NoContent } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { refusalOfUnconfirmed } from '../refusal-of-unconfirmed.js';

const AT_MOST = 1000;

/** Ends one session. Those of others are for admins who have confirmed their password. */
export async function endSession(
  { session_id: sessionId }: Input<'adminEndSession'>,
  { operator: { session }, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminEndSession'>> {
  return change(context, async (trx): Promise<Outcome<'adminEndSession'>> => {
    const userId = session.role === 'admin' ? undefined : session.userId;
    const known = await listConsoleSessions(trx, { userId, now: context.now, limit: AT_MOST });
    const found = known.find((one) => one.sessionId === sessionId);
    if (!found) return refuse('unknown-object', 'No such session.');
    const refusal = found.userId === session.userId ? undefined : refusalOfUnconfirmed(session, context.now);
    if (refusal) return refusal;
    await endConsoleSessions(trx, { sessionId });
    return {} satisfies NoContent;
  });
}
