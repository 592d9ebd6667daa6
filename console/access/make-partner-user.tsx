import { type FormEvent, useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { PasswordOnce } from '../credentials/password-once.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

type Made = components['schemas']['NewPartnerUser'];

/** Makes a partner's user for an account, and shows the password once. */
export function MakePartnerUser({ accountId, onClose }: { accountId: string; onClose(): void }) {
  const text = words.access.partner;
  const [made, setMade] = useState<Made>();
  const make = useChange<string, Made>({
    run: (api, name) =>
      answer(
        api.POST('/v1/admin/accounts/{account_id}/partner-user', {
          params: { path: { account_id: accountId } },
          body: { name },
        }),
      ),
    refresh: [['access', accountId], ['users']],
    said: text.done,
    done: setMade,
  });
  if (made !== undefined) return <PasswordOnce user={made.user} password={made.password} onClose={onClose} />;
  const faults = make.problem?.faults ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name } = Object.fromEntries(new FormData(event.currentTarget)) as { name: string };
    make.start(name.trim());
  };
  return (
    <Modal title={text.title} onClose={onClose}>
      <p className="quiet">{text.detail}</p>
      <form onSubmit={submit}>
        {make.problem && faults.length === 0 && <ProblemNote problem={make.problem} />}
        <Field label={text.name} hint={text.nameHint} fault={faultAt(faults, '/name')}>
          {(control) => (
            <input {...control} name="name" required maxLength={190} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={make.busy}>
            {text.make}
          </button>
        </div>
      </form>
    </Modal>
  );
}
