import { type FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

/** Creates a user, and leads to it. */
export function NewUser({ onClose }: { onClose(): void }) {
  const text = words.users.new;
  const [, navigate] = useLocation();
  const create = useChange({
    run: (api, body: components['schemas']['NewConsoleUser']) => answer(api.POST('/v1/admin/users', { body })),
    refresh: [['users']],
    said: text.done,
    done: ({ user_id: id }) => navigate(`/users/${id}`),
  });
  const faults = create.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name, kind } = Object.fromEntries(new FormData(event.currentTarget)) as unknown as Parameters<
      typeof create.start
    >[0];
    create.start({ name: name.trim(), kind });
  };
  return (
    <Modal title={text.title} onClose={onClose}>
      <p className="quiet">{text.detail}</p>
      <form onSubmit={submit}>
        {create.problem && faults.length === 0 && <ProblemNote problem={create.problem} />}
        <Field label={text.name} hint={text.nameHint} fault={faultAt(faults, '/name')}>
          {(control) => (
            <input {...control} name="name" required maxLength={190} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <Field label={text.kind} hint={text.kindHint}>
          {(control) => (
            <select {...control} name="kind">
              {Object.entries(words.users.kinds).map(([kind, shown]) => (
                <option key={kind} value={kind}>
                  {shown}
                </option>
              ))}
            </select>
          )}
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
