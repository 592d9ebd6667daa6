const MINUTE = 60_000;

/** The ranges of time that figures are shown for, each with the span of one point, ms. */
export const RANGES = {
  '1h': { spanMs: 60 * MINUTE, stepMs: MINUTE },
  '6h': { spanMs: 360 * MINUTE, stepMs: 5 * MINUTE },
  '24h': { spanMs: 1_440 * MINUTE, stepMs: 15 * MINUTE },
  '7d': { spanMs: 10_080 * MINUTE, stepMs: 120 * MINUTE },
} as const;

export type Range = keyof typeof RANGES;

// A process writes a minute within some seconds after its end. Until then the newest minute would look like a gap.
const WRITTEN_WITHIN_MS = 15_000;

/** The beginnings of all points of a range that ends now, oldest first, and the end of the last minute that counts. */
export function pointsOf(range: Range, now: number): { starts: number[]; stepMs: number; until: number } {
  const { spanMs, stepMs } = RANGES[range];
  const until = Math.floor((now - WRITTEN_WITHIN_MS) / MINUTE) * MINUTE;
  const last = Math.floor((until - 1) / stepMs) * stepMs;
  const count = spanMs / stepMs;
  return { starts: Array.from({ length: count }, (_, index) => last - (count - 1 - index) * stepMs), stepMs, until };
}
