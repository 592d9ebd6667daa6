import { type FormEvent } from 'react';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

interface RenameAccountParts {
  id: string;
  name: string;
  refresh: readonly (readonly unknown[])[];
  onClose(): void;
}

/** Gives an account another name. */
export function RenameAccount({ id, name, refresh, onClose }: RenameAccountParts) {
  const text = words.accounts.one;
  const rename = useChange<string>({
    run: (api, given) =>
      answer(
        api.PATCH('/v1/admin/accounts/{account_id}', { params: { path: { account_id: id } }, body: { name: given } }),
      ),
    refresh,
    said: text.renamed,
    done: onClose,
  });
  const faults = rename.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as { name: string };
    rename.start(given.name.trim());
  };
  return (
    <Modal title={text.askRename(name)} onClose={onClose}>
      <p className="quiet">{text.renameDetail}</p>
      <form onSubmit={submit}>
        {rename.problem && faults.length === 0 && <ProblemNote problem={rename.problem} />}
        <Field label={text.newName} fault={faultAt(faults, '/name')}>
          {(control) => (
            <input {...control} name="name" required maxLength={190} autoComplete="off" defaultValue={name} />
          )}
        </Field>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={rename.busy}>
            {text.renameGo}
          </button>
        </div>
      </form>
    </Modal>
  );
}
