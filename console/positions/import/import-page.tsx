import { useMemo, useRef } from 'react';
import { useAnnounce } from '../../announce/use-announce.js';
import { useMay, useSession } from '../../api/use-session.js';
import { useSaveKey } from '../../changes/use-save-key.js';
import { Field } from '../../parts/field.js';
import { Page } from '../../parts/page.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { CheckResult, FirstNote } from './check-result.js';
import { ChooseFile } from './choose-file.js';
import { LoadPosition } from './load-position.js';
import { PositionText, type TextPlaces } from './position-text.js';
import { type ImportForm, useImportForm } from './use-import-form.js';

const text = words.positionImport;

/** Checks and imports a position file, which is chosen, pasted or typed. Everybody may check one. */
export function ImportPage() {
  const form = useImportForm();
  const mayImport = useMay('admin');
  const { session } = useSession();
  const places = useRef<TextPlaces>(null);
  const { checked, isStale, problem } = form;
  const marked = useMemo(
    () => new Set(isStale ? [] : (checked?.result.faults ?? []).map(({ line = 1 }) => line)),
    [checked, isStale],
  );
  useSaveKey(() => (form.would && mayImport ? form.save() : form.check()));
  return (
    <Page title={text.title} above={[{ title: words.positions.title, href: '/positions' }]} lead={text.lead}>
      {!mayImport && <p className="note">{text.onlyAdmin(session.role)}</p>}
      <LoadPosition form={form} />
      <ChooseFile asks={form.text !== ''} onText={form.edit} />
      <ImportBar form={form} mayImport={mayImport} />
      {problem && <Refused problem={problem} form={form} />}
      {checked && (
        <CheckResult
          checked={checked}
          isStale={isStale}
          onGoTo={(line, column) => places.current?.goTo(line, column)}
        />
      )}
      <Field label={text.text}>
        {(control) => (
          <PositionText control={control} value={form.text} onChange={form.edit} marked={marked} places={places} />
        )}
      </Field>
    </Page>
  );
}

function Refused({ problem, form }: { problem: NonNullable<ImportForm['problem']>; form: ImportForm }) {
  if (form.overtaken !== undefined) return <FirstNote problem={problem} positionId={form.overtaken} />;
  return <ProblemNote problem={problem} />;
}

/** Check, Import and Discard, once there is something to import. They stand above what a check says of it. */
function ImportBar({ form, mayImport }: { form: ImportForm; mayImport: boolean }) {
  const announce = useAnnounce();
  const { checking, saving, would } = form;
  if (form.text === '') return null;
  const isNew = would?.changed === true;
  return (
    <div className="save-bar-foot">
      <button
        type="button"
        className={isNew ? undefined : 'button-main'}
        disabled={checking || saving}
        title={text.keys}
        onClick={form.check}
      >
        {checking ? text.checking : text.check}
      </button>
      {mayImport && isNew && (
        <button type="button" className="button-main" disabled={saving} title={text.keys} onClick={form.save}>
          {saving ? text.importing : text.import}
        </button>
      )}
      <button
        type="button"
        disabled={saving}
        onClick={() => {
          form.discard();
          announce(text.discarded);
          document.querySelector<HTMLElement>('h1')?.focus();
        }}
      >
        {text.discard}
      </button>
      <span className="quiet">{text.notYet}</span>
    </div>
  );
}
