import { Link, useLocation, useSearch } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { words } from '../words/words.js';

interface PagerParts {
  /** The cursor of the next page of older rows, if there is one. */
  next: string | null | undefined;
}

/** Links to the pages of a list that begins with the newest. The cursor is in the address. */
export function Pager({ next }: PagerParts) {
  const { pager } = words.everywhere;
  const search = useSearch();
  const [path] = useLocation();
  const pagesBack = useHistoryState<{ pagesBack?: number } | null>()?.pagesBack ?? 0;
  const at = (cursor: string | undefined) => {
    const query = new URLSearchParams(search);
    query.delete('cursor');
    if (cursor !== undefined) query.set('cursor', cursor);
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  };
  const isFirst = !new URLSearchParams(search).has('cursor');
  if (isFirst && !next) return null;
  return (
    <nav className="pager" aria-label={pager.label}>
      {!isFirst && <Link href={at(undefined)}>{pager.newest}</Link>}
      {!isFirst && pagesBack > 1 && (
        <button type="button" onClick={() => history.back()}>
          {pager.newer}
        </button>
      )}
      {next && (
        <Link href={at(next)} state={{ pagesBack: pagesBack + 1 }}>
          {pager.older}
        </Link>
      )}
    </nav>
  );
}
