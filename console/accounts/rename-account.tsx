import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
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
  const draft = useDraft<Entries>(`rename/${id}`, { name: text.askRename(name), href: `/accounts/${id}` });
  const rename = useChange({
    run: (api, { name: given = '' }: Entries) =>
      answer(
        api.PATCH('/v1/admin/accounts/{account_id}', {
          params: { path: { account_id: id } },
          body: { name: given.trim() },
        }),
      ),
    refresh,
    said: text.renamed,
    done() {
      draft.drop();
      onClose();
    },
  });
  return (
    <FormDialog
      title={text.askRename(name)}
      detail={text.renameDetail}
      go={text.renameGo}
      change={rename}
      draft={draft}
      onClose={onClose}
    >
      {(faults) => (
        <Field label={text.newName} fault={faultAt(faults, '/name')}>
          {(control) => (
            <input {...control} name="name" required maxLength={190} autoComplete="off" defaultValue={name} />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
