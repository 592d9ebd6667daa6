import { type Knex } from 'knex';
import { deleteOldest } from '../connection/delete-oldest.js';
import { consoleRoleOf } from '../../engine/console/console-role.js';
import { type ConsoleSession, SESSION_LIMITS } from '../../engine/console/console-session.js';
import { writeStatement } from '../connection/transaction.js';

/** A session with where it was begun: the address and the browser's name for itself. */
export interface StoredSession extends ConsoleSession {
  address: string;
  agent: string;
}

/** Adds a session of a user who has just signed in. `tokenHash` is the SHA-256 of its token, in hex. */
export async function addConsoleSession(
  db: Knex,
  session: Pick<
    StoredSession,
    'sessionId' | 'userId' | 'credentialId' | 'createdAt' | 'endsAt' | 'address' | 'agent'
  > & {
    tokenHash: string;
  },
): Promise<void> {
  const row = {
    token_hash: session.tokenHash,
    id: session.sessionId,
    user_id: session.userId,
    credential_id: session.credentialId,
    created_ms: session.createdAt,
    seen_ms: session.createdAt,
    ends_ms: session.endsAt,
    // Who has just signed in has just typed the password.
    confirmed_ms: session.createdAt,
    address: session.address.slice(0, 64),
    agent: session.agent.slice(0, 255),
  };
  await writeStatement(db, (to) => to('console_sessions').insert(row));
}

/** The session of a token, whether it can still be used or not. One statement, because every request runs it. */
export async function findConsoleSession(db: Knex, tokenHash: string): Promise<StoredSession | undefined> {
  const row = await sessions(db).where({ 's.token_hash': tokenHash }).first<SessionRow | undefined>();
  return row && toSession(row);
}

/** The sessions that have ended neither by age nor unused, the newest first: of one user, or of all. */
export async function listConsoleSessions(
  db: Knex,
  { userId, now, limit }: { userId?: string | undefined; now: number; limit: number },
): Promise<StoredSession[]> {
  const query = sessions(db)
    .where('s.ends_ms', '>', now)
    .where('s.seen_ms', '>', now - SESSION_LIMITS.idleMs)
    .orderBy(['s.created_ms', 's.id'].map(descending))
    .limit(limit);
  if (userId !== undefined) void query.where({ 's.user_id': userId });
  return ((await query) as SessionRow[]).map(toSession);
}

const descending = (column: string) => ({ column, order: 'desc' as const });

/** Notes that a session is used. An older instant than the stored one changes nothing. */
export async function noteSessionUse(db: Knex, sessionId: string, now: number): Promise<void> {
  await writeStatement(db, (to) =>
    to('console_sessions').where({ id: sessionId }).where('seen_ms', '<', now).update({ seen_ms: now }),
  );
}

/** Notes that the user of a session has typed the password again. */
export async function confirmSession(db: Knex, sessionId: string, now: number): Promise<void> {
  await writeStatement(db, (to) => to('console_sessions').where({ id: sessionId }).update({ confirmed_ms: now }));
}

/** Ends the sessions that match, and answers how many there were. */
export async function endConsoleSessions(
  db: Knex,
  which: { sessionId?: string; userId?: string; tokenHash?: string; except?: string },
): Promise<number> {
  const { sessionId, userId, tokenHash, except } = which;
  const where = {
    ...(sessionId !== undefined && { id: sessionId }),
    ...(userId !== undefined && { user_id: userId }),
    ...(tokenHash !== undefined && { token_hash: tokenHash }),
  };
  // An empty condition would end the sessions of everybody.
  if (Object.keys(where).length === 0) throw new Error('no session is named');
  return writeStatement(db, (to) => {
    const query = to('console_sessions').where(where);
    return (except === undefined ? query : query.whereNot({ id: except })).delete();
  });
}

/** Removes sessions that have ended by age, a batch of them, and answers how many. */
export async function forgetConsoleSessions(db: Knex, now: number): Promise<number> {
  return deleteOldest(db, 'console_sessions', 'ends_ms', now + 1);
}

interface SessionRow {
  id: string;
  user_id: string;
  name: string;
  kind: 'partner' | 'internal';
  active: 0 | 1;
  access_version: number | string;
  console_role: string | null;
  credential_id: string;
  expires_ms: number | null;
  revoked_ms: number | null;
  created_ms: number;
  seen_ms: number;
  ends_ms: number;
  confirmed_ms: number | null;
  address: string;
  agent: string;
}

function sessions(db: Knex) {
  return db('console_sessions as s')
    .join('users as u', 'u.id', 's.user_id')
    .join('credentials as c', 'c.id', 's.credential_id')
    .select(['u.name', 'u.kind', 'u.active', 'u.access_version', 'u.console_role'])
    .select(['c.expires_ms', 'c.revoked_ms'])
    .select(['s.id', 's.user_id', 's.credential_id', 's.created_ms', 's.seen_ms', 's.ends_ms', 's.confirmed_ms'])
    .select(['s.address', 's.agent']);
}

function toSession(row: SessionRow): StoredSession {
  const credentialEnds = [row.expires_ms, row.revoked_ms].filter((at) => at !== null);
  return {
    sessionId: row.id,
    userId: row.user_id,
    userName: row.name,
    kind: row.kind,
    active: row.active === 1,
    accessVersion: Number(row.access_version),
    role: consoleRoleOf(row.console_role),
    credentialId: row.credential_id,
    credentialEndsAt: credentialEnds.length === 0 ? undefined : Math.min(...credentialEnds),
    createdAt: row.created_ms,
    seenAt: row.seen_ms,
    endsAt: row.ends_ms,
    confirmedAt: row.confirmed_ms ?? undefined,
    address: row.address,
    agent: row.agent,
  };
}
