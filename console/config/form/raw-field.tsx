import { useId } from 'react';
import { CopyButton } from '../../parts/copy-button.js';
import { words } from '../../words/words.js';
import { type ConfigDraft, rawTextOf } from '../draft/config-draft.js';
import { type ConfigEdit } from '../draft/edit-draft.js';

/** The config as one text, as it is stored but for its secrets. It can be written in as the table can. */
export function RawField({ draft, edit }: { draft: ConfigDraft; edit(edit: ConfigEdit): void }) {
  const id = useId();
  const text = words.config.raw;
  const raw = rawTextOf(draft);
  const fault = draft.raw?.fault;
  return (
    <div className="field raw-field">
      <div className="field-head">
        <label htmlFor={id}>{text.title}</label>
        {raw !== undefined && <CopyButton text={raw} label={text.copy} />}
      </div>
      <textarea
        id={id}
        rows={3}
        value={raw ?? text.pipe}
        readOnly={raw === undefined}
        onChange={({ target }) => edit({ edit: 'write raw', text: target.value.replaceAll('\n', '') })}
        onBlur={() => draft.raw && edit({ edit: 'leave raw' })}
        aria-describedby={fault === undefined ? `${id}-hint` : `${id}-hint ${id}-fault`}
        aria-invalid={fault === undefined ? undefined : true}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <p id={`${id}-hint`} className="hint">
        {text.hint}
      </p>
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault">
          {fault}
        </p>
      )}
    </div>
  );
}
