import { type FormEvent, useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { PasswordOnce } from './password-once.js';

type Purpose = components['schemas']['CredentialPurpose'];

interface AddCredentialParts {
  userId: string;
  user: string;
  /** What a password of this user may open, the likeliest first. */
  purposes: readonly [Purpose, ...Purpose[]];
  refresh: readonly (readonly unknown[])[];
  onClose(): void;
}

/** Gives a user one more password, shown once. */
export function AddCredential({ userId, user, purposes, refresh, onClose }: AddCredentialParts) {
  const text = words.credentials.adding;
  const [password, setPassword] = useState<string>();
  const add = useChange({
    run: (api, { label, purpose, expires }: { label: string; purpose: Purpose; expires: string }) =>
      answer(
        api.POST('/v1/admin/users/{user_id}/credentials', {
          params: { path: { user_id: userId } },
          body: { label, purpose, expires: expires === '' ? null : expires },
        }),
      ),
    refresh,
    said: text.done,
    done: (made) => setPassword(made.password),
  });
  const faults = add.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<'label' | 'expires', string>;
    add.start({ purpose: purposes[0], ...given });
  };
  if (password !== undefined) return <PasswordOnce user={user} password={password} onClose={onClose} />;
  return (
    <Modal title={text.title(user)} onClose={onClose}>
      <p className="quiet">{text.detail}</p>
      <form onSubmit={submit}>
        {add.problem && faults.length === 0 && <ProblemNote problem={add.problem} />}
        <Field label={text.label} hint={text.labelHint} fault={faultAt(faults, '/label')}>
          {(control) => <input {...control} name="label" required maxLength={190} autoComplete="off" />}
        </Field>
        {purposes.length > 1 && (
          <Field label={text.purpose}>
            {(control) => (
              <select {...control} name="purpose">
                {purposes.map((purpose) => (
                  <option key={purpose} value={purpose}>
                    {words.credentials.purposes[purpose]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={text.expires} hint={text.expiresHint} fault={faultAt(faults, '/expires')}>
          {(control) => <input {...control} type="date" name="expires" />}
        </Field>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={add.busy}>
            {text.go}
          </button>
        </div>
      </form>
    </Modal>
  );
}
