import { type ReactNode } from 'react';
import { words } from '../words/words.js';

export interface Column<Row> {
  key: string;
  head: string;
  cell(row: Row): ReactNode;
  /** Numbers stand at the end, so that their digits are below each other. */
  align?: 'end';
  /** The head is only for people who listen, as over a column of buttons. */
  headHidden?: boolean;
}

interface DataTableParts<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** The rows are those of the last filter, while new ones are read. */
  isPrevious?: boolean;
}

/**
 * A table whose rows become blocks on a narrow screen. Then `display: block` takes the roles away from some readers, so
 * they are written out. The first column names the row.
 */
export function DataTable<Row>({ caption, columns, rows, keyOf, isPrevious = false }: DataTableParts<Row>) {
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="table-scroll" role="region" aria-label={words.everywhere.table.scroll(caption)} tabIndex={0}>
      <table className="data-table" role="table" aria-busy={isPrevious}>
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, head, align, headHidden }) => (
              <th key={key} role="columnheader" scope="col" className={align}>
                {headHidden ? <span className="visually-hidden">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map(({ key, head, cell, align, headHidden }, index) =>
                index === 0 ? (
                  <th key={key} role="rowheader" scope="row" className={align}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} role="cell" className={align} data-head={headHidden ? undefined : head}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
