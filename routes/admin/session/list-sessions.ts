import { findUser } from '../../../db/accounts/users.js';
import { listConsoleSessions } from '../../../db/console/console-sessions.js';
import { isLive } from '../../../engine/console/console-session.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

const AT_MOST = 1000;

/**
 * Lists sessions that can still be used, the newest first, 1,000 at most: an admin sees those of everybody, others
 * their own.
 */
export async function listSessions(
  { user: name }: Input<'adminListSessions'>,
  { db, now, operator: { session } }: AdminOn<'user'>,
): Promise<Outcome<'adminListSessions'>> {
  const named = name === undefined ? undefined : await findUser(db, name);
  const isNobody = name !== undefined && named === undefined;
  const isForeign = session.role !== 'admin' && named !== undefined && named.userId !== session.userId;
  if (isNobody || isForeign) return { items: [] };
  const userId = session.role === 'admin' ? named?.userId : session.userId;
  const found = (await listConsoleSessions(db, { userId, now, limit: AT_MOST })).filter((one) => isLive(one, now));
  return {
    items: found.map((one) => ({
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
