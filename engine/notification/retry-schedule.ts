const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The daily attempts are spread by up to this time, in both directions. Partners that failed at the same time then do
 * not all get their next attempts at once.
 */
export const DAILY_JITTER_MS = 10 * MINUTE;

export interface AttemptTimes {
  /** When the first attempt started, ms. */
  firstStartedAt: number;
  /** When the last attempt started, ms. */
  lastStartedAt: number;
  now: number;
  /** The application's expiry, ms: no attempt starts at or after it. */
  expiresAt: number;
  /** A number in [-1, 1) that is always the same for this notification. */
  spread: number;
  /** Whether the last attempt probably arrived, because what came back was an unreadable response. */
  probablyArrived?: boolean;
}

/**
 * When a notification without a final outcome is sent again, ms. Undefined when that would be at or after the expiry,
 * so that there is no further attempt. It depends on age and not on a count (contract section 8): every second until a
 * minute after the first attempt, every minute until an hour after it, then daily. After an attempt that probably
 * arrived it is a minute later at the soonest, or the receiver would get the same notification sixty times in a minute.
 * It counts from the start of the last attempt and is never before `now`: attempts missed during an outage of ours are
 * skipped and not made up for in a burst.
 */
export function nextAttemptAt({
  firstStartedAt,
  lastStartedAt,
  now,
  expiresAt,
  spread,
  probablyArrived = false,
}: AttemptTimes): number | undefined {
  const age = lastStartedAt - firstStartedAt;
  const soon = probablyArrived ? MINUTE : SECOND;
  const step = age < MINUTE ? soon : age < HOUR ? MINUTE : DAY + Math.round(spread * DAILY_JITTER_MS);
  const at = Math.max(lastStartedAt + step, now);
  return at < expiresAt ? at : undefined;
}

/** The spread of a notification, from its id. Any fixed mixing of the digits is good enough. */
export function spreadOf(notificationId: string): number {
  let hash = 2_166_136_261;
  for (const digit of notificationId) hash = Math.imul(hash ^ digit.charCodeAt(0), 16_777_619);
  // Ids that differ only in their last digits differ least in the high bits. This folds the high bits down.
  hash ^= hash >>> 15;
  return (hash >>> 0) / 2 ** 31 - 1;
}
