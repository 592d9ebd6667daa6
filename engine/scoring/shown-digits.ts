/** A narrower line than this shows one digit after the point, because whole numbers would be coarse there. */
const NARROW = 10;
/** Scores have at most this many digits after the point (`roundScore`). */
const MOST = 4;

/**
 * The number of digits after the point with which a score is shown to people. It is none where that is enough: a score
 * of 45.3125 is 45. There are more only where the rounded score would stand on the other side of a cut-off than the
 * score itself. A band begins at its cut-off, so 44.9 is not shown as 45 where 45 is one.
 */
export function shownDigits(score: number, cutOffs: readonly number[], range?: { low: number; high: number }): number {
  let digits = range && range.high - range.low < NARROW ? 1 : 0;
  const crosses = (cutOff: number) => rounded(score, digits) >= cutOff !== score >= cutOff;
  while (digits < MOST && cutOffs.some(crosses)) digits += 1;
  return digits;
}

function rounded(score: number, digits: number): number {
  return Number(score.toLocaleString('en-US', { maximumFractionDigits: digits, useGrouping: false }));
}
