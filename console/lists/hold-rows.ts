/** The rows that a list shows, and how many came since that it does not show. */
export interface HeldRows<Row> {
  rows: readonly Row[];
  newer: number;
}

interface Answer<Row> {
  items: readonly Row[];
  /** Whether the list goes on behind this page. */
  hasMore: boolean;
}

/**
 * Takes up what a page has when it is read again, and moves none of the rows that are shown. A row gets its new values
 * in its place. One that came between or above others is only counted. One that is gone goes, but not one that newer
 * ones have pushed onto the next page: it stays as it was. What comes behind the last row is added: it moves nothing.
 */
export function holdRows<Row>(
  held: readonly Row[],
  { items, hasMore }: Answer<Row>,
  keyOf: (row: Row) => string,
): HeldRows<Row> {
  if (held.length === 0) return { rows: items, newer: 0 };
  const places = new Map(items.map((row, place) => [keyOf(row), place]));
  const heldKeys = new Set(held.map(keyOf));
  const lastInBoth = held.findLastIndex((row) => places.has(keyOf(row)));
  const rows: Row[] = [];
  held.forEach((row, index) => {
    const place = places.get(keyOf(row));
    if (place !== undefined) rows.push(items[place]!);
    else if (hasMore && index > lastInBoth) rows.push(row);
  });
  const isWhole = lastInBoth === held.length - 1 || !hasMore;
  const behind = lastInBoth < 0 ? 0 : places.get(keyOf(held[lastInBoth]!))! + 1;
  const isNew = (row: Row) => !heldKeys.has(keyOf(row));
  const added = isWhole ? items.slice(behind).filter(isNew) : [];
  return { rows: [...rows, ...added], newer: items.filter(isNew).length - added.length };
}
