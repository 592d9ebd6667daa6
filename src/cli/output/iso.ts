/** An instant (ms) in the form for people and scripts, `2026-03-01T12:00:00.000Z`; null if there is none. */
export function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
