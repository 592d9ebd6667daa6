import { confirmedUntil, idleEndOf } from '../../../engine/console/console-session.js';
import { type Context } from '../../operation.js';
import { type Operator } from '../admin-operation.js';
import { type Schema } from '../../documented.js';

/** The session as its own user sees it. The token is never shown. */
export function presentSession(
  { session, version }: Pick<Operator, 'session' | 'version'>,
  now: Context['now'],
): Schema<'ConsoleSession'> {
  const confirmed = confirmedUntil(session, now);
  return {
    session_id: session.sessionId,
    user_id: session.userId,
    user: session.userName,
    role: session.role,
    ends: isoOf(session.endsAt),
    idle_ends: isoOf(idleEndOf(session)),
    confirmed_until: confirmed === undefined ? null : isoOf(confirmed),
    version,
    now: isoOf(now),
  };
}

const isoOf = (at: number): string => new Date(at).toISOString();
