import { visible } from './visible.js';

const GAP = '  ';

/** Lines of a table with a heading, columns as wide as their widest cell; `none` when there are no rows. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return none;
  const lines = [heading, ...rows.map((row) => row.map(visible))];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => width(line[column]!))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

const width = (text: string): number => [...text].length;
