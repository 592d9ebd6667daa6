import { useState } from 'react';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { words } from '../words/words.js';
import { type Values } from './chart-paths.js';

interface FiguresTableParts {
  title: string;
  times: readonly number[];
  lines: readonly { name: string; values: Values }[];
  write(value: number): string;
}

/** The figures of a chart as a table, the newest first. Its rows are made when somebody opens it. */
export function FiguresTable({ title, times, lines, write }: FiguresTableParts) {
  const text = words.charts;
  const [open, setOpen] = useState(false);
  const columns: Column<number>[] = [
    {
      key: 'at',
      head: text.time,
      cell: (index) => <Instant at={new Date(times[index]!).toISOString()} precise />,
    },
    ...lines.map(({ name, values }): Column<number> => ({
      key: name,
      head: name,
      align: 'end',
      cell: (index) => {
        const value = values[index];
        return value === undefined ? text.gap : write(value);
      },
    })),
  ];
  const rows = times.map((_, index) => times.length - 1 - index);
  return (
    <details className="chart-figures" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {text.figures}
        <span className="visually-hidden"> {title}</span>
      </summary>
      {open && <DataTable caption={title} columns={columns} rows={rows} keyOf={String} />}
    </details>
  );
}
