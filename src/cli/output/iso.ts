/** An instant (ms) as people and scripts get it, `2026-03-01T12:00:00.000Z`; null when there is none. */
export function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
