import { useRef, useState } from 'react';
import { words } from '../words/words.js';
import { useAnnounce } from '../announce/use-announce.js';

interface CopyButtonParts {
  text: string;
  /** What is copied; begins with the visible word. */
  label: string;
  /** The visible word, if "Copy" alone does not say enough. */
  shown?: string;
}

/** Copies a text. On plain http browsers have no clipboard, so there the text is shown and selected instead. */
export function CopyButton({ text, label, shown = words.everywhere.copy }: CopyButtonParts) {
  const announce = useAnnounce();
  const [byHand, setByHand] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(words.everywhere.copied);
    } catch {
      setByHand(true);
      // The field is there after the next paint.
      requestAnimationFrame(() => field.current?.select());
    }
  };
  return (
    <>
      <button type="button" className="button-small" aria-label={label} onClick={() => void copy()}>
        {shown}
      </button>
      {byHand && (
        <input
          ref={field}
          className="copied"
          readOnly
          value={text}
          aria-label={words.everywhere.copyByHand}
          size={text.length}
        />
      )}
    </>
  );
}
