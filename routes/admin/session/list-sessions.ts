import { listConsoleSessions } from '../../../db/console/console-sessions.js';
import { isLive } from '../../../engine/console/console-session.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

const AT_MOST = 1000;

/** Lists sessions that can still be used, the newest first: an admin sees those of everybody, others their own. */
export async function listSessions(
  { user }: Input<'adminListSessions'>,
  { db, now, operator: { session } }: AdminOn<'user'>,
): Promise<Outcome<'adminListSessions'>> {
  const userId = session.role === 'admin' ? undefined : session.userId;
  const found = (await listConsoleSessions(db, { userId, now, limit: AT_MOST })).filter((one) => isLive(one, now));
  const shown = found.filter((one) => user === undefined || one.userName === user);
  return {
    items: shown.map((one) => ({
      session_id: one.sessionId,
      user_id: one.userId,
      user: one.userName,
      created: new Date(one.createdAt).toISOString(),
      seen: new Date(one.seenAt).toISOString(),
      address: one.address,
      agent: one.agent,
      current: one.sessionId === session.sessionId,
    })),
  };
}
