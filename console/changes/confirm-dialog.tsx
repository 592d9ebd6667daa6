import { type ReactNode } from 'react';
import { type Problem } from '../api/problem.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { Modal } from './modal.js';

interface ConfirmDialogParts {
  title: string;
  /** What will happen, in words. */
  children: ReactNode;
  /** The word on the button that does it. */
  go: string;
  /** It cannot be undone. */
  grave?: boolean;
  busy: boolean;
  problem: Problem | null;
  onGo(): void;
  onClose(): void;
}

/** Asks before something is done. Cancel has the focus, so Enter alone does no harm. */
export function ConfirmDialog({
  title,
  children,
  go,
  grave = false,
  busy,
  problem,
  onGo,
  onClose,
}: ConfirmDialogParts) {
  return (
    <Modal title={title} onClose={onClose}>
      {children}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="dialog-foot">
        <button type="button" onClick={onClose}>
          {words.everywhere.cancel}
        </button>
        <button type="button" className={grave ? 'button-grave' : 'button-main'} disabled={busy} onClick={onGo}>
          {go}
        </button>
      </div>
    </Modal>
  );
}
