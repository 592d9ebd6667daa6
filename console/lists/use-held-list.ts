import { useState } from 'react';
import { type Live } from '../api/use-live.js';
import { holdRows, type HeldRows } from './hold-rows.js';

interface Page<Row> {
  items: readonly Row[];
  next_cursor?: string;
}

/**
 * The rows of a list that is read again while it is shown (`holdRows`). They are held from the first answer since the
 * screen was opened; what was read before that may be old. `address` names filter and page.
 */
export function useHeldList<Row>(
  { data, readAt, isPrevious }: Live<Page<Row>>,
  { address, keyOf }: { address: string; keyOf(row: Row): string },
): HeldRows<Row> & { showNewer(): void } {
  const [openedAt] = useState(Date.now);
  const [held, setHeld] = useState<HeldRows<Row> & { address: string; of: Page<Row> | undefined }>();
  const isSame = held?.address === address;
  if (data !== undefined && !isPrevious && readAt >= openedAt && !(isSame && held.of === data)) {
    const answer = { items: data.items, hasMore: data.next_cursor !== undefined };
    setHeld({ ...holdRows(isSame ? held.rows : [], answer, keyOf), address, of: data });
  }
  const shown = isSame && !isPrevious ? held : { rows: data?.items ?? [], newer: 0 };
  return {
    rows: shown.rows,
    newer: shown.newer,
    showNewer: () => setHeld(data && { rows: data.items, newer: 0, address, of: data }),
  };
}
