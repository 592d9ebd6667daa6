/**
 * A score to four decimals, as it is stored, compared with bands and shown: what is left of 0.1 + 0.2 must not decide which
 * side of an end a score falls on. Never -0.
 */
export function roundScore(score: number): number {
  return Math.round(score * 10_000) / 10_000 + 0;
}
