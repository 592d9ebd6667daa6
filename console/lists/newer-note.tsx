import { useEffect, useRef } from 'react';
import { useAnnounce } from '../announce/use-announce.js';
import { words } from '../words/words.js';

interface NewerNoteParts {
  newer: { count: number; at_least: boolean } | undefined;
  onShow(): void;
}

/** Says that newer ones came, and shows them on demand. It is said aloud once for each time it begins. */
export function NewerNote({ newer: { count, at_least: atLeast } = NONE, onShow }: NewerNoteParts) {
  const text = words.lists;
  const announce = useAnnounce();
  const said = useRef(false);
  useEffect(() => {
    if (count > 0 && !said.current) announce(text.newerSaid(count));
    said.current = count > 0;
  }, [announce, count, text]);
  if (count === 0) return null;
  return (
    <div className="note newer">
      <p>{text.newer(count, atLeast)}</p>
      <button type="button" className="button-small" onClick={onShow}>
        {text.showNewer}
      </button>
    </div>
  );
}

const NONE = { count: 0, at_least: false };
