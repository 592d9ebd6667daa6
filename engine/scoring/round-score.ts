/**
 * A score to four decimals, as it is stored, compared with bands and shown: what is left of 0.1 + 0.2 must not decide
 * which side of an end a score falls on. Never -0. Throws at what is no finite number: it would be stored as null and
 * decided on.
 */
export function roundScore(score: number): number {
  if (!Number.isFinite(score)) throw new Error('A score is no finite number: the position must be mended.');
  return Math.round(score * 10_000) / 10_000 + 0;
}
