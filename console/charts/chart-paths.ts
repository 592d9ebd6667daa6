export interface Box {
  width: number;
  height: number;
}

/** A value at each point of a chart; undefined is a gap and no zero. */
export type Values = readonly (number | undefined)[];

/**
 * The path of a line through the values, from the left edge to the right, with 0 at the bottom and `max` at the top. It
 * is broken at gaps. A value between two gaps is a dot, if the line has round ends.
 */
export function pathOf(values: Values, max: number, { width, height }: Box): string {
  const step = width / Math.max(1, values.length - 1);
  const parts = values.map((value, index) => {
    if (value === undefined) return '';
    const at = `${round(index * step)} ${round(height - (Math.min(value, max) / max) * height)}`;
    const begins = values[index - 1] === undefined;
    if (!begins) return `L${at}`;
    return values[index + 1] === undefined ? `M${at}h0` : `M${at}`;
  });
  return parts.join('');
}

/** The least round number that no value exceeds, and 1 when there is none. */
export function scaleOf(lines: readonly Values[]): number {
  const greatest = Math.max(1, ...lines.flat().map((value) => value ?? 0));
  const power = 10 ** Math.floor(Math.log10(greatest));
  return ROUND.map((factor) => factor * power).find((top) => top >= greatest)!;
}

/** The last value that is no gap. */
export function latestOf(values: Values): number | undefined {
  return values.findLast((value) => value !== undefined);
}

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

const round = (value: number): number => Math.round(value * 10) / 10;
