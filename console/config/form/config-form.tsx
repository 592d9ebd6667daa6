import { useState } from 'react';
import { useSaveKey } from '../../changes/use-save-key.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { type AdminConfig } from '../draft/admin-config.js';
import { checkDraft, joinFaults } from '../draft/row-faults.js';
import { RequestPreview } from '../request/request-preview.js';
import { savedFields } from '../draft/draft-rows.js';
import { TestPanel } from '../test/test-panel.js';
import { ConfigTable } from '../values/config-table.js';
import { Conflict } from './conflict.js';
import { FaultList } from './fault-list.js';
import { NewerNote } from './newer-note.js';
import { RawField } from './raw-field.js';
import { SaveBar } from './save-bar.js';
import { useConfigForm } from './use-config-form.js';
import { useStatusOfAddress } from './use-status-of-address.js';

/** The table to edit, its raw text, what would be sent, and the bar that saves. */
export function ConfigForm({ config }: { config: AdminConfig }) {
  const { account_id: accountId, positions } = config;
  const reducers = [...new Set(positions.flatMap((position) => position.reducers))];
  const form = useConfigForm(config);
  const { draft, edit } = form;
  // How often a save was refused, so that the list of faults gets the focus each time.
  const [refusals, setRefusals] = useState(0);
  const own = checkDraft(draft, positions);
  const faults = joinFaults(own.faults, form.refused);
  const canSave = own.faults.rows.size === 0 && own.faults.others.length === 0;
  const save = (then?: () => void) => {
    if (!form.isDirty || form.saving) return;
    if (canSave) form.save(undefined, then);
    else setRefusals((count) => count + 1);
  };
  useSaveKey(save);
  const addStatus = (status: string) => edit({ edit: 'add status', status });
  useStatusOfAddress(addStatus);
  if (form.comparing) return <Conflict config={config} form={form} />;
  return (
    <>
      {draft.version < config.version && form.isDirty && (
        <NewerNote config={config} onCompare={() => form.compare(true)} />
      )}
      <FaultList rows={draft.rows} faults={faults} refusals={refusals + form.refusals} />
      {form.problem && <ProblemNote problem={form.problem} />}
      <ConfigTable {...{ accountId, draft, edit, reducers }} faults={faults} warnings={own.warnings} />
      <RawField draft={draft} edit={edit} />
      <SaveBar form={form} faults={faults} onSave={() => save()} />
      <div className="config-beside">
        <RequestPreview accountId={accountId} fields={savedFields(draft.rows)} isFaulty={!canSave} />
        <TestPanel accountId={accountId} isDirty={form.isDirty} onSave={(then) => save(then)} onAddStatus={addStatus} />
      </div>
    </>
  );
}
