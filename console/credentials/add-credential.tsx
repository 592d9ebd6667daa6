import { useState } from 'react';
import { useLocation } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
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
  const [href] = useLocation();
  const draft = useDraft<Entries>(`credential/${userId}`, { name: text.title(user), href });
  const add = useChange({
    run: (api, { label = '', purpose = purposes[0], expires = '' }: Entries) =>
      answer(
        api.POST('/v1/admin/users/{user_id}/credentials', {
          params: { path: { user_id: userId } },
          body: { label, purpose: purpose as Purpose, expires: expires === '' ? null : expires },
        }),
      ),
    refresh,
    said: text.done,
    done(made) {
      draft.drop();
      setPassword(made.password);
    },
  });
  if (password !== undefined) return <PasswordOnce user={user} password={password} onClose={onClose} />;
  return (
    <FormDialog title={text.title(user)} detail={text.detail} go={text.go} change={add} draft={draft} onClose={onClose}>
      {(faults) => (
        <>
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
        </>
      )}
    </FormDialog>
  );
}
