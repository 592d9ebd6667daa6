/**
 * The known word that somebody who wrote `word` most likely meant: the one with the fewest letters missing, added,
 * wrong or swapped with a neighbour. A word may have one such slip, and from 10 letters on two. Undefined if none
 * is so near, or if `word` is itself known.
 */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return undefined;
  const near = known
    .map((candidate) => ({ candidate, slips: slipsBetween(word, candidate) }))
    .filter(({ candidate, slips }) => slips <= (candidate.length < 10 ? 1 : 2))
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.candidate;
}

/** Counts the slips (optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
  // rows[i][j]: the slips between the first i letters of a and the first j of b.
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, changed, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
