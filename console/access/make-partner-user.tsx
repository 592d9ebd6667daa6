import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { PasswordOnce } from '../credentials/password-once.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
import { words } from '../words/words.js';

type Made = components['schemas']['NewPartnerUser'];

/** Makes a partner's user for an account, and shows the password once. */
export function MakePartnerUser({ accountId, onClose }: { accountId: string; onClose(): void }) {
  const text = words.access.partner;
  const [made, setMade] = useState<Made>();
  const href = `/accounts/${accountId}/access`;
  const draft = useDraft<Entries>(`partner-user/${accountId}`, { name: text.title, href });
  const make = useChange({
    run: (api, { name = '' }: Entries) =>
      answer(
        api.POST('/v1/admin/accounts/{account_id}/partner-user', {
          params: { path: { account_id: accountId } },
          body: { name: name.trim() },
        }),
      ),
    refresh: [['access', accountId], ['users']],
    said: text.done,
    done(user: Made) {
      draft.drop();
      setMade(user);
    },
  });
  if (made !== undefined) return <PasswordOnce user={made.user} password={made.password} onClose={onClose} />;
  return (
    <FormDialog title={text.title} detail={text.detail} go={text.make} change={make} draft={draft} onClose={onClose}>
      {(faults) => (
        <Field label={text.name} hint={text.nameHint} fault={faultAt(faults, '/name')}>
          {(control) => (
            <input {...control} name="name" required maxLength={190} autoComplete="off" spellCheck={false} />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
