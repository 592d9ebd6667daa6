import { confirmedUntil, type ConsoleSession } from '../../engine/console/console-session.js';
import { refuse, type Refusal } from '../../engine/refusal.js';

/** The refusal if the password was not typed in the last ten minutes. */
export function refusalOfUnconfirmed(session: ConsoleSession, now: number): Refusal | undefined {
  if (confirmedUntil(session, now) !== undefined) return undefined;
  return refuse('password-not-confirmed', 'Confirm your password first (POST /v1/admin/session/confirm).');
}
