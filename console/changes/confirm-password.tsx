import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Problem } from '../api/problem.js';
import { useApi } from '../api/use-api.js';
import { useSession } from '../api/use-session.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { Modal } from './modal.js';
import { ConfirmPasswordContext } from './use-confirm-password.js';

interface Asked {
  answer(confirmed: boolean): void;
}

/** Holds the dialog that asks for the password once more, for all screens below it. */
export function ConfirmPassword({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  const ask = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        setAsked({
          answer(confirmed) {
            setAsked(undefined);
            resolve(confirmed);
          },
        });
      }),
    [],
  );
  return (
    <ConfirmPasswordContext value={ask}>
      {children}
      {asked && <PasswordDialog answer={asked.answer} />}
    </ConfirmPasswordContext>
  );
}

function PasswordDialog({ answer }: Asked) {
  const { confirm, cancel } = words.everywhere;
  const api = useApi();
  const { session } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [wrong, setWrong] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { password } = Object.fromEntries(new FormData(event.currentTarget)) as { password: string };
    setBusy(true);
    setProblem(undefined);
    setWrong(undefined);
    try {
      await api.POST('/v1/admin/session/confirm', { body: { password } });
      answer(true);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401) setWrong(confirm.wrong);
      else if (error.status === 429) setWrong(confirm.throttled);
      else setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Modal title={confirm.title} onClose={() => answer(false)}>
      <p>{confirm.detail}</p>
      <form onSubmit={(event) => void submit(event)}>
        {/* So that a password manager knows whose password is asked for. */}
        <input hidden readOnly autoComplete="username" value={session.user} />
        <Field label={confirm.password} fault={wrong}>
          {(control) => <input {...control} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        {problem && <ProblemNote problem={problem} />}
        <div className="dialog-foot">
          <button type="button" onClick={() => answer(false)}>
            {cancel}
          </button>
          <button type="submit" className="button-main" disabled={busy}>
            {confirm.go}
          </button>
        </div>
      </form>
    </Modal>
  );
}
