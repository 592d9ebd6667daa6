import { useId, useState } from 'react';
import { useAnnounce } from '../../announce/use-announce.js';
import { words } from '../../words/words.js';
import { changedKeys } from '../draft/config-draft.js';
import { type RowFaults } from '../draft/row-faults.js';
import { type ConfigFormState } from './use-config-form.js';

interface SaveBarParts {
  form: ConfigFormState;
  faults: RowFaults;
  onSave(): void;
}

/** Why, Save and Discard. It stays in sight while there is something to save. */
export function SaveBar({ form: { draft, isDirty, edit, discard, saving }, faults, onSave }: SaveBarParts) {
  const id = useId();
  const announce = useAnnounce();
  const [asked, setAsked] = useState(false);
  const { note, save } = words.config;
  if (!isDirty) return <p className="save-bar save-bar-still quiet">{save.nothing}</p>;
  const count = changedKeys(draft).length;
  const faulty = faults.rows.size + faults.others.length;
  const throwAway = () => {
    setAsked(false);
    discard();
    announce(save.discarded);
    document.querySelector<HTMLElement>('h1')?.focus();
  };
  return (
    <form
      className="save-bar"
      aria-label={save.notYet}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{note.label}</label>
        <input
          id={id}
          value={draft.note}
          maxLength={500}
          placeholder={note.hint}
          onChange={({ target }) => edit({ edit: 'note', text: target.value })}
          autoComplete="off"
        />
      </div>
      <div className="save-bar-foot">
        {asked ? (
          <>
            <span>{save.discardAsk(count)}</span>
            <button type="button" className="button-grave" onClick={throwAway}>
              {save.discard}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              {words.everywhere.cancel}
            </button>
          </>
        ) : (
          <>
            <button type="submit" className="button-main" disabled={saving} title={save.keys}>
              {save.go(count)}
            </button>
            <button type="button" onClick={() => setAsked(true)}>
              {save.discard}
            </button>
            <span className={faulty > 0 ? 'fault' : 'quiet'}>{faulty > 0 ? save.faulty(faulty) : save.notYet}</span>
          </>
        )}
      </div>
    </form>
  );
}
