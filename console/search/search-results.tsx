import type { components } from '../../openapi.js';
import { type Live } from '../api/use-live.js';
import { words } from '../words/words.js';

type Results = components['schemas']['SearchResults'];

interface SearchResultsParts {
  id: string;
  shows: boolean;
  items: Results['items'];
  live: Live<Results>;
  /** The place of the one that Enter leads to, or -1. */
  chosen: number;
  onChoose(index: number): void;
}

/** The list below the search box. The focus stays in the box. */
export function SearchResults({ id, shows, items, live, chosen, onChoose }: SearchResultsParts) {
  const text = words.search;
  return (
    <div className="search-results" hidden={!shows}>
      <ul id={id} role="listbox" aria-label={text.results} hidden={items.length === 0}>
        {items.map(({ kind, id: object, title }, index) => (
          // The box has the keys; a pointer needs no focus.
          // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events
          <li
            key={`${kind} ${object}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
          >
            <span className="search-kind">{text.kinds[kind]}</span> <span className="search-title">{title}</span>{' '}
            {kind !== 'request' && <span className="search-id">{object}</span>}
          </li>
        ))}
      </ul>
      <p role="status" className={items.length === 0 ? undefined : 'visually-hidden'}>
        {shows && stateOf(live)}
      </p>
    </div>
  );
}

function stateOf({ data, problem }: Live<Results>): string {
  if (data) return data.items.length === 0 ? words.search.nothing : words.search.found(data.items.length);
  return problem ? words.search.failed(problem.title) : words.search.searching;
}
