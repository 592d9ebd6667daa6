import { useEffect, useRef } from 'react';
import type { components } from '../../openapi.js';
import { useHold } from '../accounts/use-hold.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

interface HeldBackParts {
  account: components['schemas']['AccountInTrouble'];
  onUndone(): void;
}

/** Says whose notifications were held back from here, and undoes it. It takes the focus of the button that is gone. */
export function HeldBack({ account: { account_id: id, name }, onUndone }: HeldBackParts) {
  const text = words.overview.state;
  const undo = useRef<HTMLButtonElement>(null);
  const resume = useHold({
    ...{ id, hold: false },
    done: () => {
      onUndone();
      document.querySelector('h1')?.focus();
    },
  });
  useEffect(() => undo.current?.focus(), []);
  return (
    <div className="state-held">
      <span className="state-text">{text.held(name, id)}</span>
      <button
        ref={undo}
        type="button"
        className="button-small"
        aria-label={text.undoOf(name)}
        disabled={resume.busy}
        onClick={() => resume.start()}
      >
        {text.undo}
      </button>
      {resume.problem !== null && <ProblemNote problem={resume.problem} />}
    </div>
  );
}
