import { type FormEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { type Fault } from '../api/problem.js';
import { type DraftUse } from '../drafts/use-draft.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { Modal } from './modal.js';
import { type Change } from './use-change.js';

/** What stands in the controls of a form, by their names. */
export type Entries = Record<string, string>;

interface FormDialogParts {
  title: string;
  detail?: string;
  /** The word on the button that does it. */
  go: string;
  change: Change<Entries>;
  /** What was typed is kept here, until it is sent or given up. */
  draft: DraftUse<Entries>;
  onClose(): void;
  /** The fields, each with its fault. */
  children(faults: readonly Fault[]): ReactNode;
}

/** A dialog with a form. When the session ends meanwhile, what was typed comes back to the same user. */
export function FormDialog({ title, detail, go, change, draft, onClose, children }: FormDialogParts) {
  const form = useRef<HTMLFormElement>(null);
  const [kept] = useState(draft.draft);
  useLayoutEffect(() => {
    for (const [name, value] of Object.entries(kept ?? {})) {
      const control = form.current?.elements.namedItem(name);
      if (control) (control as HTMLInputElement | HTMLSelectElement).value = value;
    }
  }, [kept]);
  const entriesOf = ({ currentTarget }: FormEvent<HTMLFormElement>) =>
    Object.fromEntries(new FormData(currentTarget)) as Entries;
  const giveUp = () => {
    draft.drop();
    onClose();
  };
  const faults = change.problem?.faults ?? [];
  return (
    <Modal title={title} onClose={giveUp}>
      {detail !== undefined && <p className="quiet">{detail}</p>}
      <form
        ref={form}
        onInput={(event) => draft.keep(entriesOf(event))}
        onSubmit={(event) => {
          event.preventDefault();
          change.start(entriesOf(event));
        }}
      >
        {change.problem && faults.length === 0 && <ProblemNote problem={change.problem} />}
        {children(faults)}
        <div className="dialog-foot">
          <button type="button" onClick={giveUp}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={change.busy}>
            {go}
          </button>
        </div>
      </form>
    </Modal>
  );
}
