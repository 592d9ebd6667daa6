import { type FormEvent, useContext, useEffect, useRef, useState } from 'react';
import { answer } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { useApi } from '../api/use-api.js';
import { type Session } from '../api/use-session.js';
import { DraftsContext } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

interface SignInFormParts {
  /** Why the form is shown. */
  reason: 'new' | 'ended' | 'signed-out';
  onSignIn(session: Session): void;
}

/** The sign-in screen. It stands at the address that was asked for, so that somebody gets there afterwards. */
export function SignInForm({ reason, onSignIn }: SignInFormParts) {
  const text = words.signIn;
  const api = useApi();
  const hasDrafts = useContext(DraftsContext).all.size > 0;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = `${text.title} – ${words.everywhere.appName}`;
    user.current?.focus();
  }, [text.title]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget)) as { user: string; password: string };
    const empty = (['user', 'password'] as const).filter((name) => body[name] === '');
    setMissing(new Set(empty));
    if (empty.length > 0) return (empty[0] === 'user' ? user : password).current?.focus();
    setBusy(true);
    setProblem(undefined);
    try {
      onSignIn(await answer(api.POST('/v1/admin/session', { body })));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
      if (error.status === 401) password.current?.select();
    }
  };

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <p className="brand">
          <Mark />
          {words.everywhere.appName}
        </p>
        <h1>{text.title}</h1>
        <p className="quiet">{text.lead}</p>
        {reason === 'ended' && (
          <p className="note note-caution" role="status">
            {text.ended} {hasDrafts && text.kept}
          </p>
        )}
        {reason === 'signed-out' && (
          <p className="note note-good" role="status">
            {text.signedOut}
          </p>
        )}
        <form noValidate onSubmit={(event) => void submit(event)}>
          <Field label={text.user} fault={missing.has('user') ? text.missingUser : undefined}>
            {(control) => (
              <input
                {...control}
                ref={user}
                name="user"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </Field>
          <Field label={text.password} fault={missing.has('password') ? text.missingPassword : undefined}>
            {(control) => (
              <input {...control} ref={password} name="password" type="password" autoComplete="current-password" />
            )}
          </Field>
          {problem && <SignInProblem problem={problem} />}
          <button type="submit" className="button-main button-wide" disabled={busy}>
            {busy ? text.going : text.go}
          </button>
        </form>
      </div>
    </main>
  );
}

function SignInProblem({ problem }: { problem: Problem }) {
  const { wrong, throttled } = words.signIn;
  const said = problem.status === 401 ? wrong : problem.status === 429 ? throttled : undefined;
  if (said === undefined) return <ProblemNote problem={problem} />;
  return (
    <p className="note note-fault" role="alert">
      {said}
    </p>
  );
}

/** The sign of the console, as in its icon. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M9 16.5l5 5L23.5 11" />
    </svg>
  );
}
