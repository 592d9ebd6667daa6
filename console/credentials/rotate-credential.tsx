import { useState } from 'react';
import { useLocation } from 'wouter';
import { answer } from '../api/client.js';
import { faultAt, Problem } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
import { words } from '../words/words.js';
import { type CredentialDialogParts } from './credential-dialog-parts.js';
import { PasswordOnce } from './password-once.js';

interface Made {
  password: string;
  /** What becomes of the old one, in words. */
  old: string;
}

const text = words.credentials.rotating;

/** Makes a second password beside an old one, which gets its last day. */
export function RotateCredential({
  of: { userId, user, credential },
  draftKey,
  refresh,
  onClose,
}: CredentialDialogParts) {
  const [made, setMade] = useState<Made>();
  const { credential_id: oldId, label, purpose, state, expires } = credential;
  const lastDay = state === 'active' ? (expires?.slice(0, 10) ?? '') : '';
  const title = text.title(user, label);
  const [href] = useLocation();
  const draft = useDraft<Entries>(draftKey, { name: title, href });
  const rotate = useChange<Entries, Made>({
    run: async (api, { label: given = '', until = '' }) => {
      const path = { user_id: userId };
      const { password } = await answer(
        api.POST('/v1/admin/users/{user_id}/credentials', {
          params: { path },
          body: { label: given, purpose, expires: null },
        }),
      );
      if (until === '') return { password, old: text.oldStays };
      // From here on there is a password that nobody can show again, so a failure must not hide it.
      const old = await api
        .PATCH('/v1/admin/users/{user_id}/credentials/{credential_id}', {
          params: { path: { ...path, credential_id: oldId } },
          body: { expires: until },
        })
        .then(() => text.oldEnds(until))
        .catch((error: unknown) => text.notEnded(whyOf(error)));
      return { password, old };
    },
    refresh,
    said: text.done,
    done(both) {
      draft.drop();
      setMade(both);
    },
  });
  if (made !== undefined) {
    return (
      <PasswordOnce user={user} password={made.password} onClose={onClose}>
        <p>{made.old}</p>
      </PasswordOnce>
    );
  }
  return (
    <FormDialog title={title} detail={text.detail} go={text.go} change={rotate} draft={draft} onClose={onClose}>
      {(faults) => (
        <>
          <Field label={text.label} fault={faultAt(faults, '/label')}>
            {(control) => (
              <input {...control} name="label" required maxLength={190} autoComplete="off" defaultValue={label} />
            )}
          </Field>
          <Field label={text.until} hint={text.untilHint}>
            {(control) => <input {...control} type="date" name="until" defaultValue={lastDay} />}
          </Field>
        </>
      )}
    </FormDialog>
  );
}

function whyOf(error: unknown): string {
  if (!(error instanceof Problem)) return String(error);
  return error.faults.map(({ detail }) => detail).join('; ') || error.message;
}
