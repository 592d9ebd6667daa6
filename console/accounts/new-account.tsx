import { type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

interface Given {
  name: string;
  id: string;
}

/** Creates an account, and leads to it. */
export function NewAccount({ onClose }: { onClose(): void }) {
  const text = words.accounts.new;
  const [, navigate] = useLocation();
  const create = useChange({
    run: (api, { name, id }: Given) =>
      answer(api.POST('/v1/admin/accounts', { body: { name, ...(id !== '' && { id }) } })),
    refresh: [['accounts']],
    said: text.done,
    done: ({ account_id: id }) => navigate(`/accounts/${id}`),
  });
  const faults = create.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name, id } = Object.fromEntries(new FormData(event.currentTarget)) as unknown as Given;
    create.start({ name: name.trim(), id: id.trim() });
  };
  return (
    <Modal title={text.title} onClose={onClose}>
      <p className="quiet">{text.detail}</p>
      <form onSubmit={submit}>
        {create.problem && faults.length === 0 && <ProblemNote problem={create.problem} />}
        <Field label={text.name} fault={faultAt(faults, '/name')}>
          {(control) => <input {...control} name="name" required maxLength={190} autoComplete="off" />}
        </Field>
        <Field label={text.id} hint={text.idHint} fault={faultAt(faults, '/id')}>
          {(control) => <input {...control} name="id" inputMode="numeric" autoComplete="off" />}
        </Field>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={create.busy}>
            {text.go}
          </button>
        </div>
      </form>
    </Modal>
  );
}
