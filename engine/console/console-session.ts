import { type ConsoleRole } from './console-role.js';

/** A session of the console as stored, with what is true of its user and credential now. Instants are ms UTC. */
export interface ConsoleSession {
  sessionId: string;
  userId: string;
  userName: string;
  kind: 'partner' | 'internal';
  active: boolean;
  accessVersion: number;
  /** Undefined when the user may not use the console any more. */
  role: ConsoleRole | undefined;
  credentialId: string;
  /** When the credential stops or stopped to be valid, whichever comes first: expiry or revocation. */
  credentialEndsAt: number | undefined;
  createdAt: number;
  /** The last use, within a minute. */
  seenAt: number;
  endsAt: number;
  /** When the password was confirmed last. */
  confirmedAt: number | undefined;
}

/** A session whose user may use the console at this moment. */
export type LiveSession = ConsoleSession & { role: ConsoleRole };

const MINUTE_MS = 60_000;

/** How long a session lasts without use, in all, and how long a confirmed password counts, ms. */
export const SESSION_LIMITS = { idleMs: 30 * MINUTE_MS, lifetimeMs: 12 * 60 * MINUTE_MS, confirmedMs: 10 * MINUTE_MS };

/** How old the stored last use may become before it is written again, ms. */
export const SEEN_EVERY_MS = MINUTE_MS;

/** Whether the session can be used now: neither too old nor unused for too long, its user and credential valid. */
export function isLive(session: ConsoleSession, now: number): session is LiveSession {
  const { active, kind, role, credentialEndsAt = Infinity, endsAt } = session;
  const isAllowed = active && kind === 'internal' && role !== undefined;
  return isAllowed && now < credentialEndsAt && now < endsAt && now < idleEndOf(session);
}

/** When the session ends if it is not used before. */
export function idleEndOf({ seenAt, endsAt }: Pick<ConsoleSession, 'seenAt' | 'endsAt'>): number {
  return Math.min(seenAt + SESSION_LIMITS.idleMs, endsAt);
}

/** Until when the password need not be confirmed again. Undefined when it has to be confirmed. */
export function confirmedUntil({ confirmedAt }: Pick<ConsoleSession, 'confirmedAt'>, now: number): number | undefined {
  const until = (confirmedAt ?? -Infinity) + SESSION_LIMITS.confirmedMs;
  return now < until ? until : undefined;
}
