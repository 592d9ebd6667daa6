import { type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { type Live } from '../api/use-live.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { LoadState } from '../parts/load-state.js';
import { Pager } from '../parts/pager.js';
import { NewerNote } from './newer-note.js';
import { useHeldList } from './use-held-list.js';

interface HeldListParts<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  live: Live<{ items: readonly Row[]; next_cursor?: string }>;
  keyOf(row: Row): string;
  empty: ReactNode;
}

/** A table that is read again while it is shown. New rows push nothing: they are counted, and shown on demand. */
export function HeldList<Row>({ caption, columns, live, keyOf, empty }: HeldListParts<Row>) {
  const { rows, newer, showNewer } = useHeldList(live, { address: useSearch(), keyOf });
  return (
    <LoadState live={live} empty={{ when: () => rows.length === 0, show: empty }}>
      {({ next_cursor: next }) => (
        <>
          <NewerNote newer={{ count: newer, at_least: false }} onShow={showNewer} />
          <DataTable caption={caption} columns={columns} rows={rows} keyOf={keyOf} isPrevious={live.isPrevious} />
          <Pager next={next} />
        </>
      )}
    </LoadState>
  );
}
