// The widths of letters in em, a little more than in Noto Sans, because another font may be used.
const WIDTHS: [RegExp, number][] = [
  [/[\p{M}\p{Cf}]/u, 0],
  [/[iljI.,;:!|'’()[\]\s]/u, 0.3],
  [/[frt\-/"“”«»]/u, 0.43],
  [/[mwMW@%—…]/u, 0.95],
  [/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/u, 1.05],
  [/\p{Lu}/u, 0.72],
  [/\p{Script=Arabic}/u, 0.7],
];
const USUAL = 0.62;
const SPACE = 0.27;
// Between these characters a browser breaks a line without a blank.
const BREAKS_ANYWHERE = /([\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60])/u;

/**
 * Estimates the width, in em, that a text needs to stand on at most that many lines with no word cut. A browser knows
 * it exactly, but the page must be right without a script.
 */
export function textWidth(text: string, lines: number): number {
  const words = text
    .split(BREAKS_ANYWHERE)
    .flatMap((part) => part.split(/\s+/))
    .filter((word) => word !== '');
  const widths = words.map(widthOf);
  const total = widths.reduce((sum, width) => sum + width + SPACE, 0);
  let width = Math.max(0, ...widths, total / lines);
  while (linesAt(width, widths) > lines) width += 0.25;
  return width;
}

function linesAt(width: number, words: readonly number[]): number {
  let lines = 1;
  let used = 0;
  for (const word of words) {
    const longer = used === 0 ? word : used + SPACE + word;
    if (longer > width && used > 0) lines += 1;
    used = longer > width ? word : longer;
  }
  return lines;
}

function widthOf(word: string): number {
  return [...word].reduce((sum, letter) => sum + (WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? USUAL), 0);
}
