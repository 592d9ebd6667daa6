import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { words } from '../words/words.js';
import { addressOfResult } from './address-of-result.js';
import { SearchResults } from './search-results.js';

const AFTER_TYPING_MS = 300;

/**
 * Finds things from every screen: on Enter, or a moment after typing. Ctrl+K leads here. The arrows choose among what
 * was found, Enter goes there, and Escape closes the list, then empties the box.
 */
export function SearchBox() {
  const text = words.search;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [, navigate] = useLocation();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const live = useLive({
    key: ['search', asked],
    enabled: asked !== '',
    read: (api, options) => answer(api.GET('/v1/admin/search', { params: { query: { q: asked } }, ...options })),
  });
  const items = live.data?.items ?? [];
  const shows = open && asked !== '';
  useFocusKey(input);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (wanted: string) => {
    clearTimeout(timer.current);
    setAsked(wanted.trim());
    setChosen(-1);
    setOpen(true);
  };
  const leave = () => {
    clearTimeout(timer.current);
    setOpen(false);
    setTyped('');
    setAsked('');
    setChosen(-1);
  };
  const go = (index: number) => {
    navigate(addressOfResult(items[index]!, asked));
    leave();
  };
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Enter') {
      if (typed.trim() !== asked || !shows) return ask(typed);
      const only = items.length === 1 ? 0 : -1;
      return chosen >= 0 || only === 0 ? go(Math.max(chosen, only)) : live.again();
    }
    if (key === 'Escape') {
      if (!shows) return leave();
      // The browser would empty the box.
      event.preventDefault();
      return setOpen(false);
    }
    if ((key === 'ArrowDown' || key === 'ArrowUp') && items.length > 0) {
      event.preventDefault();
      setOpen(true);
      setChosen(nextOf(chosen, key === 'ArrowDown' ? 1 : -1, items.length));
    }
  };

  return (
    <search className="search" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={text.label}
        aria-keyshortcuts="Control+K"
        aria-autocomplete="list"
        aria-expanded={shows}
        aria-controls={id}
        aria-activedescendant={shows && chosen >= 0 ? `${id}-${chosen}` : undefined}
        placeholder={text.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={320}
        value={typed}
        onFocus={() => setOpen(true)}
        onKeyDown={press}
        onChange={({ target: { value } }) => {
          setTyped(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => ask(value), AFTER_TYPING_MS);
        }}
      />
      <SearchResults id={id} shows={shows} items={items} live={live} chosen={chosen} onChoose={go} />
    </search>
  );
}

/** The next of the list, in a circle. -1 is none, before the first. */
function nextOf(chosen: number, step: number, count: number): number {
  if (chosen < 0) return step > 0 ? 0 : count - 1;
  return (chosen + step + count) % count;
}

function useFocusKey(input: { current: HTMLInputElement | null }): void {
  // The keys work as soon as the box can be seen.
  useLayoutEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      // A dialog keeps the focus.
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [input]);
}
