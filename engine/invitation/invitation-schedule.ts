const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long after its first attempt an invitation is tried again. */
export const INVITATION_TRIED_MS = 3 * 24 * HOUR;

export interface InvitationTimes {
  /** When the first attempt started, ms. */
  firstStartedAt: number;
  /** When the last attempt started, ms. */
  lastStartedAt: number;
  now: number;
  /** The application's expiry, ms: no attempt starts at or after it. */
  expiresAt: number;
}

/**
 * When an invitation whose attempt failed is tried again, ms; undefined when there is no further try. It is tried every
 * minute until an hour after the first attempt, then hourly until three days after it or until the application's
 * expiry. When a mail server was away for longer, nobody expects the invitation any more. The result is never before
 * `now`: missed tries are not made up for.
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
