import { type FormEvent, useState } from 'react';
import { answer } from '../api/client.js';
import { faultAt, Problem } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { type CredentialDialogParts } from './credential-dialog-parts.js';
import { PasswordOnce } from './password-once.js';

interface Given {
  label: string;
  until: string;
}

interface Made {
  password: string;
  /** What becomes of the old one, in words. */
  old: string;
}

const text = words.credentials.rotating;

/** Makes a second password beside an old one, which gets its last day. */
export function RotateCredential({ of: { userId, user, credential }, refresh, onClose }: CredentialDialogParts) {
  const [made, setMade] = useState<Made>();
  const { credential_id: oldId, label, purpose, state, expires } = credential;
  const lastDay = state === 'active' ? (expires?.slice(0, 10) ?? '') : '';
  const rotate = useChange<Given, Made>({
    run: async (api, given) => {
      const path = { user_id: userId };
      const { password } = await answer(
        api.POST('/v1/admin/users/{user_id}/credentials', {
          params: { path },
          body: { label: given.label, purpose, expires: null },
        }),
      );
      if (given.until === '') return { password, old: text.oldStays };
      // From here on there is a password that nobody can show again, so a failure must not hide it.
      const old = await api
        .PATCH('/v1/admin/users/{user_id}/credentials/{credential_id}', {
          params: { path: { ...path, credential_id: oldId } },
          body: { expires: given.until },
        })
        .then(() => text.oldEnds(given.until))
        .catch((error: unknown) => text.notEnded(whyOf(error)));
      return { password, old };
    },
    refresh,
    said: text.done,
    done: setMade,
  });
  const faults = rotate.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    rotate.start(Object.fromEntries(new FormData(event.currentTarget)) as unknown as Given);
  };
  if (made !== undefined) {
    return (
      <PasswordOnce user={user} password={made.password} onClose={onClose}>
        <p>{made.old}</p>
      </PasswordOnce>
    );
  }
  return (
    <Modal title={text.title(user, label)} onClose={onClose}>
      <p className="quiet">{text.detail}</p>
      <form onSubmit={submit}>
        {rotate.problem && faults.length === 0 && <ProblemNote problem={rotate.problem} />}
        <Field label={text.label} fault={faultAt(faults, '/label')}>
          {(control) => (
            <input {...control} name="label" required maxLength={190} autoComplete="off" defaultValue={label} />
          )}
        </Field>
        <Field label={text.until} hint={text.untilHint}>
          {(control) => <input {...control} type="date" name="until" defaultValue={lastDay} />}
        </Field>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={rotate.busy}>
            {text.go}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function whyOf(error: unknown): string {
  if (!(error instanceof Problem)) return String(error);
  return error.faults.map(({ detail }) => detail).join('; ') || error.message;
}
