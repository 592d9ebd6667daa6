import { type ReactNode } from 'react';
import { type Live } from '../api/use-live.js';
import { LoadState } from '../parts/load-state.js';
import { Pager } from '../parts/pager.js';
import { words } from '../words/words.js';
import { NothingHere } from './nothing-here.js';

const PAGE = 50;

interface LookedListParts<Page> {
  live: Live<Page>;
  text: { all: string; filtered: string };
  isFiltered: boolean;
  onClear(): void;
  children(page: Page): ReactNode;
}

/** A list whose pages end after so many looked at (decision 0040). One may be short or empty and not be the last. */
export function LookedList<
  Page extends { count: number; has_more: boolean; next_cursor?: string; newer?: { count: number } },
>({ live, text, isFiltered, onClear, children }: LookedListParts<Page>) {
  const hasMore = live.data?.has_more ?? false;
  return (
    <>
      <LoadState
        live={live}
        empty={{
          when: ({ count, newer }) => count === 0 && !newer?.count,
          show: <NothingHere text={text} isFiltered={isFiltered} hasMore={hasMore} onClear={onClear} />,
        }}
      >
        {(page) => (
          <>
            {children(page)}
            {hasMore && page.count < PAGE && <p className="quiet">{words.lists.looked}</p>}
          </>
        )}
      </LoadState>
      <Pager next={live.data?.next_cursor} />
    </>
  );
}
