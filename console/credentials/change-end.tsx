import { type FormEvent } from 'react';
import { faultAt } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { type CredentialDialogParts } from './credential-dialog-parts.js';

/** Lets a credential end on another day, or never. */
export function ChangeEnd({ of: { userId, credential }, refresh, onClose }: CredentialDialogParts) {
  const text = words.credentials.ending;
  const change = useChange<string>({
    run: (api, day) =>
      api.PATCH('/v1/admin/users/{user_id}/credentials/{credential_id}', {
        params: { path: { user_id: userId, credential_id: credential.credential_id } },
        body: { expires: day === '' ? null : day },
      }),
    refresh,
    said: text.done,
    done: onClose,
  });
  const faults = change.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { day } = Object.fromEntries(new FormData(event.currentTarget)) as { day: string };
    change.start(day);
  };
  return (
    <Modal title={text.title(credential.label)} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {change.problem && faults.length === 0 && <ProblemNote problem={change.problem} />}
        <Field label={text.day} hint={text.hint} fault={faultAt(faults, '/expires')}>
          {(control) => (
            <input {...control} type="date" name="day" defaultValue={credential.expires?.slice(0, 10) ?? ''} />
          )}
        </Field>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={change.busy}>
            {words.everywhere.save}
          </button>
        </div>
      </form>
    </Modal>
  );
}
