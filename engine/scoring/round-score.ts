/**
 * A score to four decimals. It is stored, compared with bands and shown in this form, so that the rounding error of 0.1
 * + 0.2 cannot move it to the other side of an end. Never -0. Throws at a number that is not finite, because it would
 * be stored as null and used for a decision.
 */
export function roundScore(score: number): number {
  if (!Number.isFinite(score)) throw new Error('A score is not a finite number: the position must be corrected.');
  return Math.round(score * 10_000) / 10_000 + 0;
}
