const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** For how long after its first attempt an invitation is tried. */
export const INVITATION_TRIED_MS = 3 * 24 * HOUR;

export interface InvitationTimes {
  /** When the first attempt started, ms. */
  firstStartedAt: number;
  /** When the last one started, ms. */
  lastStartedAt: number;
  now: number;
  /** The application's expiry, ms: no attempt starts at or after it. */
  expiresAt: number;
}

/**
 * When an invitation that could not be handed over is tried again, ms; undefined when it is over. Every minute until an
 * hour after the first attempt, then hourly until three days after it or the application's expiry: a mail server that
 * was away for longer brings an invitation that nobody expects any more. Never before `now`: what was missed is not
 * made up for.
 */
export function nextInvitationAt({
  firstStartedAt,
  lastStartedAt,
  now,
  expiresAt,
}: InvitationTimes): number | undefined {
  const step = lastStartedAt - firstStartedAt < HOUR ? MINUTE : HOUR;
  const at = Math.max(lastStartedAt + step, now);
  return at < expiresAt && at <= firstStartedAt + INVITATION_TRIED_MS ? at : undefined;
}
