import { useLocation } from 'wouter';
import { faultAt } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
import { words } from '../words/words.js';
import { type CredentialDialogParts } from './credential-dialog-parts.js';

/** Lets a credential end on another day, or never. */
export function ChangeEnd({ of: { userId, credential }, draftKey, refresh, onClose }: CredentialDialogParts) {
  const text = words.credentials.ending;
  const title = text.title(credential.label);
  const [href] = useLocation();
  const draft = useDraft<Entries>(draftKey, { name: title, href });
  const change = useChange({
    run: (api, { day = '' }: Entries) =>
      api.PATCH('/v1/admin/users/{user_id}/credentials/{credential_id}', {
        params: { path: { user_id: userId, credential_id: credential.credential_id } },
        body: { expires: day === '' ? null : day },
      }),
    refresh,
    said: text.done,
    done() {
      draft.drop();
      onClose();
    },
  });
  return (
    <FormDialog title={title} go={words.everywhere.save} change={change} draft={draft} onClose={onClose}>
      {(faults) => (
        <Field label={text.day} hint={text.hint} fault={faultAt(faults, '/expires')}>
          {(control) => (
            <input {...control} type="date" name="day" defaultValue={credential.expires?.slice(0, 10) ?? ''} />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
