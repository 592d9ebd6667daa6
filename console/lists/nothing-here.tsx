import { words } from '../words/words.js';

interface NothingHereParts {
  /** What is said without a filter, and with one. */
  text: { all: string; filtered: string };
  isFiltered: boolean;
  /** Whether only the newest ones were looked at. */
  hasMore?: boolean;
  onClear(): void;
}

/** An empty list: why it is empty, and what helps. */
export function NothingHere({ text, isFiltered, hasMore = false, onClear }: NothingHereParts) {
  if (!isFiltered) return <p>{text.all}</p>;
  return (
    <>
      <p>{hasMore ? words.lists.noneLooked : text.filtered}</p>
      <p>
        <button type="button" onClick={onClear}>
          {words.lists.clear}
        </button>
      </p>
    </>
  );
}
