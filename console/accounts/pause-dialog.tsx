import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { words } from '../words/words.js';
import { useHold } from './use-hold.js';

interface PauseDialogParts {
  id: string;
  name: string;
  /** How many notifications wait already, where that is known. */
  queued?: number;
  onPaused(): void;
  onClose(): void;
}

/** Asks before the notifications of an account are held back, and does it. */
export function PauseDialog({ id, name, queued, onPaused, onClose }: PauseDialogParts) {
  const text = words.accounts.one;
  const { busy, problem, start } = useHold({ id, hold: true, done: onPaused });
  return (
    <ConfirmDialog title={text.askPause(name)} go={text.pause} {...{ busy, problem, onClose }} onGo={() => start()}>
      <p>
        {text.askPauseDetail} {queued !== undefined && text.queuedNow(queued)}
      </p>
    </ConfirmDialog>
  );
}
