import { endConsoleSessions } from '../../../db/console/console-sessions.js';
import { change } from '../../change.js';
import { type Input, type NoContent } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Ends the session of the caller, in all tabs. */
export async function signOut(
  _input: Input<'adminSignOut'>,
  { operator, ...context }: AdminOn<'user'>,
): Promise<Outcome<'adminSignOut'>> {
  return change(context, async (trx): Promise<NoContent> => {
    await endConsoleSessions(trx, { sessionId: operator.session.sessionId });
    return {};
  });
}
