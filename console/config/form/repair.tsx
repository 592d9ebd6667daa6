import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { useAnnounce } from '../../announce/use-announce.js';
import { answer } from '../../api/client.js';
import { useMay } from '../../api/use-session.js';
import { useChange } from '../../changes/use-change.js';
import { useSaveKey } from '../../changes/use-save-key.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';
import { type useRepairDraft } from './use-repair-draft.js';

interface RepairParts {
  config: AdminConfig;
  repair: ReturnType<typeof useRepairDraft>;
}

/** Mends a stored text that is no config string. The text is shown to admins only, because it may hold secrets. */
export function Repair({ config, repair }: RepairParts) {
  const text = words.config.repair;
  const { account_id: id, fault } = config;
  const mayShow = useMay('admin');
  const [stored, setStored] = useState<string>();
  const written = repair.draft ?? stored;
  const show = useChange<void, { value: string }>({
    run: (api) =>
      answer(
        api.POST('/v1/admin/accounts/{account_id}/config/show', { params: { path: { account_id: id } }, body: {} }),
      ),
    done: ({ value }) => setStored(value),
  });
  return (
    <section className="panel">
      <div className="note note-fault">
        <p className="note-title">{text.title}</p>
        <p>{fault}.</p>
        <p>{text.detail}</p>
      </div>
      {!mayShow && <p>{text.adminOnly}</p>}
      {mayShow && written === undefined && (
        <div className="form-foot">
          <button type="button" onClick={() => show.start()} disabled={show.busy}>
            {text.show}
          </button>
        </div>
      )}
      {show.problem && <ProblemNote problem={show.problem} />}
      {mayShow && written !== undefined && <StoredText config={config} written={written} onWrite={repair.keep} />}
    </section>
  );
}

interface StoredTextParts {
  config: AdminConfig;
  written: string;
  onWrite(text: string): void;
}

function StoredText({ config: { account_id: id, version }, written, onWrite }: StoredTextParts) {
  const text = words.config.repair;
  const field = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const parsed = parseConfigString(written);
  const save = useChange<void, AdminConfig>({
    run: (api) =>
      answer(
        api.PUT('/v1/admin/accounts/{account_id}/config', {
          params: { path: { account_id: id }, header: { 'If-Match': `"${version}"` } },
          body: { fields: 'pairs' in parsed ? parsed.pairs.map(([key, value]) => ({ key, value })) : [] },
        }),
      ),
    done: (saved) => {
      queries.setQueryData(['config', id], saved);
      announce(words.config.save.saved(saved.version));
      document.querySelector<HTMLElement>('h1')?.focus();
    },
  });
  const fault = 'fault' in parsed ? parsed.fault : undefined;
  const box = useRef<HTMLTextAreaElement>(null);
  // The button that showed it is gone, and with it the focus.
  useEffect(() => box.current?.focus(), []);
  const submit = () => {
    if (fault === undefined && !save.busy) save.start();
  };
  useSaveKey(submit);
  return (
    <form
      className="field raw-field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={field}>{text.label}</label>
      <textarea
        ref={box}
        id={field}
        rows={5}
        value={written}
        onChange={({ target }) => onWrite(target.value.replaceAll('\n', ''))}
        aria-describedby={`${field}-state`}
        aria-invalid={fault === undefined ? undefined : true}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <p id={`${field}-state`} className={fault === undefined ? 'hint' : 'fault'}>
        {'pairs' in parsed ? text.good(parsed.pairs.length) : fault}
      </p>
      {save.problem && <ProblemNote problem={save.problem} />}
      {save.problem && (
        <ul>
          {save.problem.faults.map(({ pointer, detail }) => (
            <li key={pointer}>{detail}</li>
          ))}
        </ul>
      )}
      <div className="form-foot">
        <button type="submit" className="button-main" disabled={fault !== undefined || save.busy}>
          {text.save}
        </button>
      </div>
    </form>
  );
}
