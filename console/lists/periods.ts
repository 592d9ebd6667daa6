const HOUR = 60 * 60 * 1000;
const PERIODS_MS: Record<string, number> = { '15m': HOUR / 4, '1h': HOUR, '24h': 24 * HOUR, '7d': 7 * 24 * HOUR };

/** Whether the address says "the last 24 h" and not since when. */
export const isRelative = (since: string): boolean => Object.hasOwn(PERIODS_MS, since);

/** The instant that a period such as `24h` begins at. Anything else stays what it is. */
export function absoluteSince(since: string, now: number): string {
  return isRelative(since) ? new Date(now - PERIODS_MS[since]!).toISOString() : since;
}
