import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { type Entries, FormDialog } from '../changes/form-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { words } from '../words/words.js';

type Role = components['schemas']['ConsoleRoleOrNone'];

interface ChangeRoleParts {
  userId: string;
  user: string;
  role: Role;
  refresh: readonly (readonly unknown[])[];
  onClose(): void;
}

/** Chooses what an internal user may do in the console. */
export function ChangeRole({ userId, user, role, refresh, onClose }: ChangeRoleParts) {
  const text = words.users.one;
  const title = text.askRole(user);
  const draft = useDraft<Entries>(`role/${userId}`, { name: title, href: `/users/${userId}` });
  const change = useChange({
    run: (api, chosen: Entries) =>
      answer(
        api.PUT('/v1/admin/users/{user_id}/console-role', {
          params: { path: { user_id: userId } },
          body: { role: chosen['role'] as Role },
        }),
      ),
    refresh,
    said: text.roleNow,
    done() {
      draft.drop();
      onClose();
    },
  });
  return (
    <FormDialog title={title} go={words.everywhere.save} change={change} draft={draft} onClose={onClose}>
      {() => (
        <fieldset className="choices">
          <legend className="visually-hidden">{words.users.role}</legend>
          {(Object.keys(words.users.roles) as Role[]).map((one) => (
            <label key={one} className="check">
              <input type="radio" name="role" value={one} defaultChecked={one === role} />
              {words.users.roles[one]}: {text.roleDetails[one]}
            </label>
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}
