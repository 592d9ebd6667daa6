import { useLocation } from 'wouter';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
import { words } from '../words/words.js';

/** Creates an account, and leads to it. */
export function NewAccount({ onClose }: { onClose(): void }) {
  const text = words.accounts.new;
  const [, navigate] = useLocation();
  const draft = useDraft<Entries>('new-account', { name: text.title, href: '/accounts' });
  const create = useChange({
    run: (api, { name = '', id = '' }: Entries) => {
      const given = id.trim();
      return answer(
        api.POST('/v1/admin/accounts', { body: { name: name.trim(), ...(given !== '' && { id: given }) } }),
      );
    },
    refresh: [['accounts']],
    said: text.done,
    done({ account_id: id }) {
      draft.drop();
      navigate(`/accounts/${id}`);
    },
  });
  return (
    <FormDialog title={text.title} detail={text.detail} go={text.go} change={create} draft={draft} onClose={onClose}>
      {(faults) => (
        <>
          <Field label={text.name} fault={faultAt(faults, '/name')}>
            {(control) => <input {...control} name="name" required maxLength={190} autoComplete="off" />}
          </Field>
          <Field label={text.id} hint={text.idHint} fault={faultAt(faults, '/id')}>
            {(control) => <input {...control} name="id" inputMode="numeric" autoComplete="off" />}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
