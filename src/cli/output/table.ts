import { visible } from './visible.js';

const GAP = '  ';

/**
 * Makes the lines of a table with a heading. Columns are as wide as their widest cell. The text is `none` if there are
 * no rows.
 */
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
