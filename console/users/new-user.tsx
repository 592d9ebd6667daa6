import { useLocation } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { faultAt } from '../api/problem.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { Field } from '../parts/field.js';
import { words } from '../words/words.js';

/** Creates a user, and leads to it. */
export function NewUser({ onClose }: { onClose(): void }) {
  const text = words.users.new;
  const [, navigate] = useLocation();
  const draft = useDraft<Entries>('new-user', { name: text.title, href: '/users' });
  const create = useChange({
    run: (api, { name = '', kind }: Entries) =>
      answer(
        api.POST('/v1/admin/users', {
          body: { name: name.trim(), kind: kind as components['schemas']['UserKind'] },
        }),
      ),
    refresh: [['users']],
    said: text.done,
    done({ user_id: id }) {
      draft.drop();
      navigate(`/users/${id}`);
    },
  });
  return (
    <FormDialog title={text.title} detail={text.detail} go={text.go} change={create} draft={draft} onClose={onClose}>
      {(faults) => (
        <>
          <Field label={text.name} hint={text.nameHint} fault={faultAt(faults, '/name')}>
            {(control) => (
              <input {...control} name="name" required maxLength={190} autoComplete="off" spellCheck={false} />
            )}
          </Field>
          <Field label={text.kind} hint={text.kindHint}>
            {(control) => (
              <select {...control} name="kind">
                {Object.entries(words.users.kinds).map(([kind, shown]) => (
                  <option key={kind} value={kind}>
                    {shown}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
