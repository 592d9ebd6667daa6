import { type FormEvent, useRef, useState } from 'react';
import { type Fault, faultAt } from '../api/problem.js';
import { useSession } from '../api/use-session.js';
import { useChange } from '../changes/use-change.js';
import { FaultSummary } from '../parts/fault-summary.js';
import { Field } from '../parts/field.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

interface Passwords {
  old: string;
  new: string;
}

const IDS: Record<string, string> = { '/old': 'password-old', '/new': 'password-new', '/again': 'password-again' };

/** Changes the own password, which ends the other sessions. */
export function ChangePassword() {
  const text = words.me.password;
  const { session } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState<readonly Fault[]>([]);
  const change = useChange<Passwords>({
    run: (api, passwords) => api.PUT('/v1/admin/session/password', { body: passwords }),
    refresh: [['me', 'sessions']],
    said: text.done,
    done: () => form.current?.reset(),
  });
  const isWrong = change.problem?.status === 401;
  const faults =
    own.length > 0 ? own : isWrong ? [{ pointer: '/old', detail: text.wrongOld }] : (change.problem?.faults ?? []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<'old' | 'new' | 'again', string>;
    const found = (['old', 'new'] as const)
      .filter((name) => given[name] === '')
      .map((name) => ({ pointer: `/${name}`, detail: text.missing }));
    if (given.new !== given.again) found.push({ pointer: '/again', detail: text.differs });
    setOwn(found);
    if (found.length === 0) change.start({ old: given.old, new: given.new });
  };

  const labels: Record<string, string> = { '/old': text.old, '/new': text.new, '/again': text.again };
  return (
    <Panel title={text.title}>
      <form ref={form} className="form" noValidate onSubmit={submit}>
        <FaultSummary faults={faults} idOf={(pointer) => IDS[pointer]} nameOf={(pointer) => labels[pointer] ?? ''} />
        {change.problem && faults.length === 0 && <ProblemNote problem={change.problem} />}
        <input hidden readOnly autoComplete="username" value={session.user} />
        <Field id={IDS['/old']!} label={text.old} fault={faultAt(faults, '/old')}>
          {(control) => <input {...control} name="old" type="password" autoComplete="current-password" />}
        </Field>
        <Field id={IDS['/new']!} label={text.new} hint={text.hint} fault={faultAt(faults, '/new')}>
          {(control) => <input {...control} name="new" type="password" autoComplete="new-password" />}
        </Field>
        <Field id={IDS['/again']!} label={text.again} fault={faultAt(faults, '/again')}>
          {(control) => <input {...control} name="again" type="password" autoComplete="new-password" />}
        </Field>
        <div className="form-foot">
          <button type="submit" className="button-main" disabled={change.busy}>
            {change.busy ? words.everywhere.saving : text.go}
          </button>
        </div>
      </form>
    </Panel>
  );
}
